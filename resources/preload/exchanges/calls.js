// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The body of a function (process, require, native), called after http.js. Reports the requests
// that the program makes, with http, https, fetch and undici.
'use strict';

const { tracing } = native;
const { begin, cause, guarded, report } = tracing;
const { channel } = require('diagnostics_channel');
const { getOwnPropertyDescriptor } = Reflect;

const kCall = 0; // trace::ExchangeEvent::Kind

let calls = new WeakMap(); // events, by ClientRequest or undici's Request
let authority; // Node's key for the host of a ClientRequest

const listeners = [
  ['http.client.request.created', created],
  ['http.client.response.finish', responded],
  ['http.client.request.error', failed],
  ['undici:request:create', dispatched],
  ['undici:request:headers', answered],
  ['undici:request:trailers', received],
  ['undici:request:error', failed],
].map(([name, listener]) => [name, guarded(listener)]);

tracing.parts.push({
  install() {
    for (const [name, listener] of listeners)
      channel(name).subscribe(listener);
    tracing.parserRemoved = guarded(parserRemoved);
    native.http.watchParsers();
  },
  uninstall() {
    for (const [name, listener] of listeners)
      channel(name).unsubscribe(listener);
    tracing.parserRemoved = undefined;
    calls = new WeakMap();
  },
});

function start(request, method, url) {
  const call = begin(kCall, cause(), method, url);
  if (call === undefined)
    return;
  calls.set(request, call);
  report(call, true, '', 0, -1);
}

function end(request, status, error, size) {
  const call = calls.get(request);
  if (call === undefined || !call.isOpen)
    return;
  calls.delete(request);
  report(call, false, error, status || call.number, size);
}

// http and https.

function created({ request }) {
  start(request, request.method, `${request.protocol}//${hostOf(request)}${request.path}`);
}

function hostOf(request) {
  authority ??= Object.getOwnPropertySymbols(request).find(({ description }) => description === 'kAuthority');
  const host = authority && request[authority];
  return typeof host === 'string' ? host : request.host;
}

// Node publishes this when the head of the response has arrived.
function responded({ request, response }) {
  const call = calls.get(request);
  if (call !== undefined)
    report(call, true, '', response.statusCode, -1);
}

// The response is complete, or the connection has ended.
function parserRemoved({ incoming, outgoing }) {
  const call = outgoing ? calls.get(outgoing) : undefined;
  if (call === undefined || !incoming)
    return; // without a response, an error follows
  const isWhole = incoming.complete || incoming.upgrade;
  end(outgoing, incoming.statusCode, isWhole ? '' : 'The connection closed before the response ended',
      sizeIn(incoming.rawHeaders));
}

function sizeIn(rawHeaders) {
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i].length === 14 && rawHeaders[i].toLowerCase() === 'content-length')
      return +rawHeaders[i + 1];
  }
  return -1;
}

// fetch and undici.

function dispatched({ request }) {
  const { origin, path } = request;
  start(request, request.method, `${typeof origin === 'string' ? origin : origin?.origin ?? ''}${path}`);
}

function answered({ request, response }) {
  const call = calls.get(request);
  if (call !== undefined)
    report(call, true, '', response.statusCode, -1);
}

function received({ request }) {
  end(request, 0, '', -1);
}

function failed({ request, error }) {
  end(request, 0, textOf(error), -1);
}

// A getter of the program must not run.
function textOf(error) {
  const own = name => typeof error === 'object' && error !== null ? getOwnPropertyDescriptor(error, name)?.value : undefined;
  const message = own('message');
  const code = own('code');
  const text = typeof message === 'string' && message !== '' ? message : 'failed';
  return typeof code === 'string' && !text.includes(code) ? `${code}: ${text}` : text;
}
