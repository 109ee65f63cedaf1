// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The body of a function (process, require, native), called before http.js. Reports the streams
// that clients open on HTTP/2 servers, with the functions of http.js. A stream is treated as a
// connection with one exchange. Node does not report the sizes of its bodies, so the size of a
// response is known only from a content-length header.
'use strict';

const { affected, began, briefBegan, briefEnded, connected, disconnected, ended, counters } = native.http;
const { tracing } = native;
const { channel } = require('diagnostics_channel');

// Elements of `counters`: see http.js.
const kAllowance = 0;
const kAnswered = 1;
const kExchange = 3;

const listeners = {
  created: [channel('http2.server.stream.created'), streamCreated],
  finish: [channel('http2.server.stream.finish'), headersSent],
  close: [channel('http2.server.stream.close'), streamClosed],
};
const streams = new Map(); // that are open: their index, response headers, and the request's headers if it is recorded briefly
let isRecording = false;
let isInstalled = false;

// http.js calls this. Streams that are open are recorded to their end.
native.http.setHttp2Recording = (on) => {
  isRecording = on;
  if (on && !isInstalled)
    install();
  else if (!on && streams.size === 0)
    uninstall();
};

// For rules.js: see noteEffects() in http.js.
native.http.noteHttp2Effects = (stream, effects) => {
  const known = streams.get(stream);
  if (known !== undefined)
    affected(known.index, known.request !== undefined, effects);
};

function install() {
  isInstalled = true;
  for (const [observed, listener] of Object.values(listeners))
    observed.subscribe(listener);
}

function uninstall() {
  isInstalled = false;
  for (const [observed, listener] of Object.values(listeners))
    observed.unsubscribe(listener);
}

const isOfClient = stream => stream.id % 2 === 1; // the others are pushed

function streamCreated({ stream, headers }) {
  if (!isRecording || !isOfClient(stream))
    return;
  const { socket } = stream.session;
  const index = connected(socket?.remoteAddress, socket?.localPort, false);
  const isBrief = counters[kAllowance] === 0;
  streams.set(stream, { index, headers: undefined, request: isBrief ? headers : undefined, context: undefined });
  if (isBrief) {
    briefBegan(index);
    return;
  }
  began(index, listed(headers), headers[':method'], headers[':path'], 2, 0, false);
  streams.get(stream).context = tracing.enter?.(counters[kExchange]); // Node schedules the handler in this context
}

function headersSent({ stream, headers }) {
  const known = streams.get(stream);
  if (known !== undefined)
    known.headers = headers;
}

function streamClosed({ stream }) {
  if (!isOfClient(stream))
    return;
  const isFinished = stream.rstCode === 0 && stream.headersSent && !stream.aborted;
  const known = streams.get(stream);
  if (known === undefined)
    return;
  streams.delete(stream);
  const { index, headers, request, context } = known;
  if (context !== undefined)
    tracing.leave?.(context);
  const status = headers?.[':status'] ?? 0;
  if (request !== undefined) {
    briefEnded(index, isFinished, request[':method'], request[':path'], '2.0', status,
               sizeIn(request), status === 0 ? 0 : sizeIn(headers));
  } else {
    if (isFinished)
      counters[kAnswered]++;
    ended(index, isFinished, true, status, '', headers && headOf(headers));
  }
  disconnected(index);
  if (!isRecording && streams.size === 0)
    uninstall();
}

// -1: unknown.
function sizeIn(headers) {
  const length = headers['content-length'];
  return length === undefined ? -1 : +length;
}

// Names and values in turns, like IncomingMessage.rawHeaders.
function listed(headers) {
  const list = [];
  for (const name of Object.keys(headers)) {
    for (const value of [headers[name]].flat())
      list.push(name, String(value));
  }
  return list;
}

// As HTTP/1 would send it.
function headOf(headers) {
  const list = listed(headers);
  let head = 'HTTP/2.0\r\n';
  for (let i = 0; i < list.length; i += 2) {
    if (list[i] !== ':status')
      head += `${list[i]}: ${list[i + 1]}\r\n`;
  }
  return head + '\r\n';
}
