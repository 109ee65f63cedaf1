// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The body of a function (process, require, native), called before http2.js and http.js. Keeps in
// the async context which request a callback belongs to, and reports what requests cause to
// runtime/node/probes/exchanges/exchangeprobe.cpp. The other scripts of this folder observe it.
// Nothing is installed before the window asks for it. The key of the async context is an object
// of this script, so no AsyncLocalStorage of the program is involved.
'use strict';

const { note, now, setHook } = native.exchanges;
const AsyncContextFrame = require('internal/async_context_frame');

const { apply } = Reflect;

const kMostOfRequest = 1000; // events; more are not recorded
const kMostOfProgram = 50; // a second, without a request
const kSecond = 1e9; // nanoseconds

const key = { __proto__: null };
const ofProgram = { __proto__: null, id: 0, left: kMostOfProgram, since: 0 };
const parts = []; // objects with install() and uninstall()
let lastEvent = 0;

const tracing = {
  __proto__: null,
  enter: undefined, // begins the async context of an exchange and returns it; undefined while off
  leave: undefined, // the response of the exchange with this context has ended
  contextOf: undefined, // set by http.js
  parserRemoved: undefined, // called with each parser of an HTTP client that is done
  ended: undefined, // called with what `cause` returned for an exchange whose response has ended
  parts,
  begin,
  guarded,
  ownerOf,
  report,
  cause,
  now,
};
native.tracing = tracing;

setHook((on) => {
  if (on === (tracing.enter !== undefined))
    return;
  tracing.enter = on ? enter : undefined;
  tracing.leave = on ? leave : undefined;
  for (const part of parts) {
    if (on)
      part.install();
    else
      part.uninstall();
  }
});

// Node resets the context when the callback of the parser returns.
function enter(id) {
  const frame = new AsyncContextFrame(key, { __proto__: null, id, left: kMostOfRequest, step: undefined, error: undefined });
  AsyncContextFrame.set(frame);
  return frame;
}

function leave(frame) {
  tracing.ended?.(frame.get(key));
}

// What the running code belongs to. Undefined: no recorded request.
function cause() {
  return AsyncContextFrame.current()?.get(key);
}

// What the last exchange of a connection has caused.
function ownerOf(socket) {
  return tracing.contextOf(socket)?.get(key);
}

// Returns a new event, or undefined when there are too many.
function begin(kind, by, name, text) {
  const owner = by ?? ofProgram;
  const start = now();
  if (by === undefined && start - owner.since > kSecond) {
    owner.since = start;
    owner.left = kMostOfProgram;
  }
  if (owner.left === 0)
    return undefined;
  owner.left--;
  return { __proto__: null, kind, id: ++lastEvent, exchange: owner.id, start, name, text, number: 0, isOpen: true, comment: '' };
}

// An observer that meets an object of the program which is not as expected must not disturb it.
function guarded(observer) {
  return function(...values) {
    try {
      return apply(observer, this, values);
    } catch {
      return undefined;
    }
  };
}

// Reports the state of an event.
function report(event, isOpen, comment, number, size) {
  event.number = number;
  event.isOpen = isOpen;
  note(event.kind, event.id, event.exchange, event.start, isOpen, event.name, event.text, comment, number, size);
}
