// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The body of a function (process, require, native), called once in each thread of a program, when
// recording is switched on for the first time. Installs nothing before setLevel(). Reports to
// runtime/node/probes/callbackprobe.cpp which async resources are created, and the callbacks that
// Node runs by itself: timers, immediates, ticks, and promises at the level Full.
'use strict';

const { createHook } = require('async_hooks');
const { Immediate, Timeout } = require('internal/timers');
const { addType, after, before, beforeSlowly, created, createdSlowly, setUp } = native.callbacks;
const { async_hook_fields: hookFields, async_id_fields: idFields, constants } = native.internalBinding('async_wrap');

const { getPrototypeOf } = Reflect;
const ofTimeout = Timeout.prototype;
const ofImmediate = Immediate.prototype;
const ofTick = Object.prototype;

const kOff = 0; // core::RecordLevel
const kFull = 3;

// A program can make up any number of types.
const mostTypes = 4000;
const types = { __proto__: null };
let typeCount = 0;

let hook;

function indexOf(type) {
  const known = types[type];
  if (known !== undefined)
    return known;
  if (typeCount >= mostTypes || typeof type !== 'string')
    return 0;
  types[type] = ++typeCount;
  addType(typeCount, type);
  return typeCount;
}

// Only of resources that Node makes itself: a program can give its own resources these types, and
// its getters must not run.
function functionOf(type, resource) {
  switch (type) {
    case 'Timeout': return getPrototypeOf(resource) === ofTimeout ? resource._onTimeout : undefined;
    case 'Immediate': return getPrototypeOf(resource) === ofImmediate ? resource._onImmediate : undefined;
    case 'TickObject': return getPrototypeOf(resource) === ofTick ? resource.callback : undefined;
  }
}

function init(asyncId, type, triggerId, resource) {
  const callback = functionOf(type, resource);
  const index = indexOf(type);
  if (created(asyncId, index, triggerId, callback) < 0)
    createdSlowly(asyncId, index, triggerId, callback);
}

function initWithStack(asyncId, type, triggerId, resource) {
  createdSlowly(asyncId, indexOf(type), triggerId, functionOf(type, resource));
}

// isStepping: the loop may pause before each callback, so the host must be free to run JavaScript.
function setLevel(level, isStepping) {
  hook?.disable();
  hook = undefined;
  if (level === kOff)
    return;
  hook = createHook({
    init: level >= kFull ? initWithStack : init,
    before: isStepping ? beforeSlowly : before,
    after,
    trackPromises: level >= kFull,
  });
  hook.enable();
}

setUp(setLevel, hookFields, idFields, constants.kBefore, constants.kAfter,
      constants.kExecutionAsyncId, constants.kTriggerAsyncId);
