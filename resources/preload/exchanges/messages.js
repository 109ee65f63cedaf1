// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The body of a function (process, require, native), called after modules.js. Reports the messages
// of the WebSockets of a server, in both directions, where the package ws (which Socket.IO uses,
// too) receives and sends them. Events of Socket.IO have their names.
'use strict';

const { tracing } = native;
const { begin, own, prepend, report, whenLoaded } = tracing;
const { utf8Slice } = require('buffer').Buffer.prototype;
const { apply } = Reflect;

const kMessage = 3; // trace::ExchangeEvent::Kind
const kLongest = 4096; // characters of one message
const kOpcode = 0x0f;
const kCompressed = 0x40;
const opcodes = { __proto__: null, 0: 'continuation', 1: 'text', 2: 'binary', 8: 'close', 9: 'ping', 10: 'pong' };

// A program can have several copies of the package.
whenLoaded(/[\\/]ws[\\/]lib[\\/]receiver\.js$/, (prototype) => {
  let ownerKey;
  const socketOf = (receiver) => {
    ownerKey ??= Object.getOwnPropertySymbols(receiver).find(({ description }) => description === 'websocket');
    return own(own(receiver, ownerKey), '_socket');
  };
  prepend(prototype, 'emit', function(name, data, isBinary) {
    if (name === 'message')
      message(socketOf(this), 'in', isBinary ? 'binary' : 'text', data, isBinary ? 0 : undefined);
    else if (name === 'ping' || name === 'pong')
      message(socketOf(this), 'in', name, data, 0);
  });
});

// Everything that is sent passes here as a frame: its head, then its payload.
whenLoaded(/[\\/]ws[\\/]lib[\\/]sender\.js$/, (prototype) => {
  prepend(prototype, 'sendFrame', function(list) {
    const [head, rest] = list;
    const opcode = head[0] & kOpcode;
    const isMasked = (head[1] & 0x80) !== 0;
    const length = head[1] & 0x7f;
    const start = 2 + (length === 126 ? 2 : length === 127 ? 8 : 0) + (isMasked ? 4 : 0);
    const data = rest ?? head.subarray(start);
    const isText = opcode === 1 && (head[0] & kCompressed) === 0 && !isMasked;
    message(own(this, '_socket'), 'out', opcodes[opcode] ?? 'reserved', data, isText ? undefined : 0);
  });
});

// textLength 0: bytes are not shown.
function message(socket, direction, type, data, textLength = kLongest) {
  const by = socket && tracing.ownerOf(socket);
  if (by === undefined)
    return;
  const text = textLength === 0 ? '' : textOf(data);
  const event = begin(kMessage, by, nameOf(text) ?? type, text.slice(0, textLength));
  if (event !== undefined)
    report(event, false, direction, 0, typeof data === 'string' ? data.length : sizeOf(data));
}

function sizeOf(data) {
  return Array.isArray(data) ? data.reduce((sum, part) => sum + sizeOf(part), 0) : data?.byteLength ?? 0;
}

function textOf(data) {
  if (typeof data === 'string')
    return data;
  if (Array.isArray(data))
    return data.map(textOf).join('');
  return ArrayBuffer.isView(data) ? apply(utf8Slice, data, [0, Math.min(data.byteLength, 4 * kLongest)]) : '';
}

// Of Socket.IO: a message (4) with an event (2 or 5) or an acknowledgement (3 or 6), a namespace
// and a number.
function nameOf(text) {
  const [, type, number, name] = /^4([2356])(?:\d+-)?(?:\/[^,]*,)?(\d*)\[(?:"((?:[^"\\]|\\.)*)")?/.exec(text) ?? [];
  if (type === '3' || type === '6')
    return `ack ${number}`;
  if (name === undefined)
    return undefined;
  return number === '' ? name : `${name} (ack ${number})`;
}
