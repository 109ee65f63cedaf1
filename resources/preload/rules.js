// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict'; // The body of a function (process, require, native): see the end of the file.
function stop() {
  return undefined; // line 5: TargetBreakpoints sets a breakpoint here
}

const net = require('net');
const { setTimeout } = require('timers');
const { defineProperty, deleteProperty } = Reflect;

// Elements of HttpExchange::effects.
const kMocked = 1;
const kDelayed = 2;
const kFailed = 4;
const kStopped = 8;

const kHttp2InternalError = 2;
const nothing = Symbol('no listener'); // an event of a server

let rules = [];
let hooked; // what servers emit events with; undefined: they use Node's function
const delayed = new WeakMap(); // of requests whose handlers are still to be called: whether to stop there

native.setUpRules((text) => {
  rules = text === '' ? [] : JSON.parse(text).map(compile);
  if (rules.length > 0 && hooked === undefined)
    install();
  else if (rules.length === 0 && hooked !== undefined)
    uninstall();
});

// Servers of net, http, https and http2 inherit from it.
function install() {
  const { prototype } = net.Server;
  hooked = native.prepended(beforeEvent, prototype.emit);
  defineProperty(prototype, 'emit', {
    __proto__: null, configurable: true, enumerable: false, writable: true, value: hooked,
  });
}

// A program that has replaced the function since keeps its own.
function uninstall() {
  const { prototype } = net.Server;
  if (prototype.emit === hooked)
    deleteProperty(prototype, 'emit');
  hooked = undefined;
}

function compile(rule) {
  const source = rule.path.replace(/(?<=.)\/$/, '').replace(/[.+^${}()|[\]\\?]/g, '\\$&').replace(/\*+/g, '.*')
    .replace(/:\w+/g, '[^/]+');
  // As in routes of Express, a slash at the end does not matter.
  return { __proto__: null, ...rule, pattern: new RegExp(`^${source}/?$`, 's'), hasQuery: rule.path.includes('?') };
}

// Called with the arguments of emit(). Returns other arguments, or undefined.
function beforeEvent(name, request, response) {
  if (name !== 'request' && name !== 'checkContinue')
    return undefined;
  try {
    return applyRules(this, name, request, response);
  } catch {
    return undefined; // the request is not as expected: the program gets it
  }
}

function applyRules(server, name, request, response) {
  if (delayed.has(request)) {
    const stops = delayed.get(request);
    delayed.delete(request);
    if (stops)
      stop();
    return undefined;
  }
  const { wait, respond, stops } = find(request);
  const effects = (wait > 0 ? kDelayed : 0) | (respond === undefined ? 0 : respond.action === 'mock' ? kMocked : kFailed) |
    (stops ? kStopped : 0);
  if (effects === 0)
    return undefined;
  noteEffects(request, response, effects);
  if (respond !== undefined) {
    if (wait > 0)
      setTimeout(answer, wait, respond, request, response);
    else
      answer(respond, request, response);
    return [nothing];
  }
  if (wait > 0) {
    delayed.set(request, stops);
    setTimeout(hooked.bind(server, name, request, response), wait); // leaves no frame on the program's stack
    return [nothing];
  }
  stop();
  return undefined;
}

// Delays add up. The first rule that makes a response decides it, and nothing stops then.
function find({ method, url }) {
  const path = url.split('?', 1)[0];
  const found = { __proto__: null, wait: 0, respond: undefined, stops: false };
  for (const rule of rules) {
    if ((rule.method !== '' && rule.method !== method) || !rule.pattern.test(rule.hasQuery ? url : path))
      continue;
    if (rule.action === 'delay')
      found.wait += rule.delayMs;
    else if (rule.action === 'break')
      found.stops = true;
    else
      found.respond ??= rule;
  }
  found.stops &&= found.respond === undefined;
  return found;
}

function answer({ status, headers, body }, request, response) {
  if (status === 0) {
    reset(request);
    return;
  }
  response.statusCode = status;
  for (const [name, value] of headers)
    response.appendHeader(name, value);
  response.end(body);
}

function reset({ socket, stream }) {
  if (stream?.close !== undefined && stream.session !== undefined) {
    stream.close(kHttp2InternalError);
    return;
  }
  try {
    socket.resetAndDestroy();
  } catch {
    socket.destroy(); // a connection that is not a TCP connection
  }
}

// While recording is on, the row of the request shows it.
function noteEffects(request, response, effects) {
  const { http } = native;
  if (request.stream !== undefined)
    http?.noteHttp2Effects?.(request.stream, effects);
  else
    http?.noteEffects?.(request.socket, response, effects);
}

// Called when the window sends the first rules of requests, and never before. Applies them where a
// server emits a request, before the listeners of the program. Nothing is installed while there is no
// rule.
