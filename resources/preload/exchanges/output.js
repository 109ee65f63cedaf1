// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The body of a function (process, require, native), called after http.js. Reports what the
// program writes to its standard streams for a request. A terminal is observed where Node writes to it,
// so that loggers which do not use the console are seen, too. Of other standard streams, what the
// console writes is seen. The text is the one that is written: no object of the program is
// formatted again.
'use strict';

const { internalBinding, tracing } = native;
const { begin, cause, guarded, report } = tracing;
const { symbols: { owner_symbol: ownerSymbol } } = require('internal/async_hooks');
const { utf8Slice } = require('buffer').Buffer.prototype;
const { apply, defineProperty, deleteProperty, getOwnPropertyDescriptor } = Reflect;

const kOutput = 1; // trace::ExchangeEvent::Kind
const kLongest = 16384; // characters of one event
const names = { __proto__: null, 1: 'out', 2: 'err' };

let undo = [];
let isTerminal = { __proto__: null };

tracing.parts.push({
  install() {
    const { isTTY, TTY } = internalBinding('tty_wrap');
    const { isMainThread } = internalBinding('worker');
    isTerminal = { __proto__: null, 1: isMainThread && isTTY(1), 2: isMainThread && isTTY(2) };
    for (const name of ['writeUtf8String', 'writeLatin1String', 'writeBuffer', 'writev'])
      prepend(TTY.prototype, name, terminalWritten);
    const console = require('internal/console/global');
    const key = Object.getOwnPropertySymbols(console).find(({ description }) => description === 'kWriteToConsole');
    if (key !== undefined)
      prepend(console, key, consoleWritten);
  },
  uninstall() {
    for (const restore of undo.reverse())
      restore();
    undo = [];
  },
});

// The observer is not on the stack when the function runs.
function prepend(object, name, observer) {
  const before = getOwnPropertyDescriptor(object, name);
  const value = native.prepended(guarded(observer), object[name]);
  undo.push(() => {
    if (getOwnPropertyDescriptor(object, name)?.value !== value)
      return; // replaced by the program
    if (before)
      defineProperty(object, name, before);
    else
      deleteProperty(object, name);
  });
  defineProperty(object, name, { __proto__: null, configurable: true, enumerable: false, writable: true, ...before, value });
}

function consoleWritten(stream, text) {
  const fd = stream?.description === 'kUseStderr' ? 2 : 1;
  if (!isTerminal[fd] && typeof text === 'string')
    write(fd, text);
}

function terminalWritten(request, data, areBuffers) {
  const by = cause();
  if (by === undefined)
    return;
  const stream = this[ownerSymbol];
  const fd = getOwnPropertyDescriptor(stream, 'fd')?.value;
  if (names[fd] === undefined || getOwnPropertyDescriptor(stream, '_isStdio')?.value !== true)
    return;
  if (!Array.isArray(data))
    return write(fd, decoded(data));
  let text = '';
  for (let i = 0; i < data.length && text.length < kLongest; i += areBuffers ? 1 : 2)
    text += decoded(data[i]);
  write(fd, text);
}

function decoded(data) {
  if (typeof data === 'string')
    return data;
  return ArrayBuffer.isView(data) ? apply(utf8Slice, data, [0, Math.min(data.byteLength, 4 * kLongest)]) : '';
}

function write(fd, text) {
  const by = cause();
  if (by === undefined)
    return;
  const event = begin(kOutput, by, names[fd], text.length > kLongest ? text.slice(0, kLongest) : text);
  if (event !== undefined)
    report(event, false, '', 0, text.length);
}
