// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The body of a function (process, require, native), called after http.js. Reports the middleware
// and the handlers that a request passes: of Express (4 and 5, and what is built on it), Koa and
// Fastify. A step ends when the next one begins, or with the response. The functions of the program
// are not replaced, and their next() neither: native functions, which leave no stack frame, run
// before the functions of the framework that call them.
'use strict';

const { tracing } = native;
const { begin, cause, guarded, own, prepend, report, whenLoaded } = tracing;
const { placeOf } = native.exchanges;
const { channel } = require('diagnostics_channel');

const kOutput = 1; // trace::ExchangeEvent::Kind
const kStep = 2;

const fastify = [
  [channel('tracing:fastify.request.handler:start'), guarded(fastifyHandles)],
  [channel('tracing:fastify.request.handler:error'), guarded(fastifyFails)],
];

whenLoaded(/[\\/]router[\\/]lib[\\/]layer\.js$/, patchLayer); // Express 5
whenLoaded(/[\\/]express[\\/]lib[\\/]router[\\/]layer\.js$/, patchLayer); // Express 4
whenLoaded(/[\\/]koa[\\/]lib[\\/]application\.js$/, patchKoa);
tracing.parts.push({
  install() {
    for (const [observed, listener] of fastify)
      observed.subscribe(listener);
  },
  uninstall() {
    for (const [observed, listener] of fastify)
      observed.unsubscribe(listener);
  },
});
tracing.ended = leaveStep;

function step(by, name, fn) {
  leaveStep(by);
  const [script, line] = typeof fn === 'function' ? placeOf(fn) ?? [] : [];
  const event = begin(kStep, by, name, script ?? '');
  if (event === undefined)
    return;
  by.step = event;
  report(event, true, '', line ?? 0, -1);
}

function leaveStep(by) {
  const event = by.step;
  if (event === undefined)
    return;
  by.step = undefined;
  report(event, false, event.comment, event.number, -1);
}

function fails(by, error) {
  const message = own(error, 'message');
  const text = typeof message === 'string' ? message : typeof error === 'string' ? error : 'an error';
  if (by.step !== undefined)
    by.step.comment = text;
  if (by.error === error)
    return;
  by.error = error;
  const event = begin(kOutput, by, 'error', text);
  if (event !== undefined)
    report(event, false, '', 0, text.length);
}

// Express. A layer that has a route calls the layers of the route, which are reported.
function patchLayer(prototype) {
  const name = own(prototype, 'handleRequest') ? 'handleRequest' : 'handle_request';
  prepend(prototype, name, function() {
    const by = cause();
    const fn = own(this, 'handle');
    if (by === undefined || own(this, 'route') !== undefined || typeof fn !== 'function' || fn.length > 3)
      return;
    step(by, own(this, 'name'), fn);
  });
  prepend(prototype, own(prototype, 'handleError') ? 'handleError' : 'handle_error', function(error) {
    const by = cause();
    if (by === undefined)
      return;
    fails(by, error);
    const fn = own(this, 'handle');
    if (typeof fn === 'function' && fn.length === 4)
      step(by, own(this, 'name'), fn);
  });
}

// Koa. Its application composes its middleware once, when its callback is made.
function patchKoa(prototype) {
  prepend(prototype, 'callback', function() {
    const compose = own(this, 'compose');
    if (typeof compose === 'function')
      this.compose = native.prepended(
        guarded(middleware => Array.isArray(middleware) ? [middleware.flat(Infinity).map(reported)] : undefined), compose);
  });
  prepend(prototype, 'onerror', (error) => {
    const by = cause();
    if (by !== undefined)
      fails(by, error);
  });
}

function reported(fn) {
  if (typeof fn !== 'function')
    return fn;
  return native.prepended(guarded(() => {
    const by = cause();
    if (by !== undefined)
      step(by, own(fn, 'name'), fn);
  }), fn);
}

// Fastify.
function fastifyHandles({ route }) {
  const by = cause();
  if (by !== undefined)
    step(by, `${route?.method ?? ''} ${route?.url ?? ''}`.trim(), undefined);
}

function fastifyFails({ error }) {
  const by = cause();
  if (by !== undefined)
    fails(by, error);
}
