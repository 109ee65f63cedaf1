// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The body of a function (process, require, native), called after http.js. Finds the classes of
// packages that other scripts of this folder observe, when the program loads them or has loaded
// them. Native functions, which leave no stack frame, run before functions of the program; those
// stay as they are. What is patched stays patched and reports nothing while nothing is traced.
'use strict';

const { tracing } = native;
const { observed } = native.http;
const { Module } = require('internal/modules/cjs/loader');
const { defineProperty, getOwnPropertyDescriptor } = Reflect;

const wanted = []; // pairs of a pattern for the path of a module and a function that gets the prototype
const patched = new WeakSet();
let original;
let observing;

tracing.own = own;
tracing.prepend = prepend;
tracing.whenLoaded = (pattern, patch) => { wanted.push([pattern, patch]); };

tracing.parts.push({
  install() {
    original = Module._load;
    observing = observed(original, tracing.guarded((receiver, result, request) => {
      if (typeof request === 'string' && /layer|router|express|koa|application|receiver|sender|ws|socket/.test(request))
        look();
    }));
    Module._load = observing;
    look();
  },
  uninstall() {
    if (Module._load === observing)
      Module._load = original;
  },
});

// A getter of the program must not run.
function own(object, name) {
  return (typeof object === 'object' || typeof object === 'function') && object !== null
    ? getOwnPropertyDescriptor(object, name)?.value : undefined;
}

function look() {
  const { _cache: cache } = Module;
  for (const file of Object.keys(cache)) {
    for (const [pattern, patch] of wanted) {
      const module = pattern.test(file) ? own(cache, file) : undefined;
      const prototype = own(own(module, 'exports'), 'prototype');
      if (prototype && own(module, 'loaded') && !patched.has(prototype)) {
        patched.add(prototype);
        patch(prototype);
      }
    }
  }
}

// The observer runs before a method, with its receiver and arguments.
function prepend(prototype, name, observer) {
  const descriptor = getOwnPropertyDescriptor(prototype, name);
  const method = descriptor ? descriptor.value : prototype[name];
  if (typeof method !== 'function' || descriptor?.configurable === false)
    return;
  defineProperty(prototype, name, { __proto__: null, configurable: true, enumerable: false, writable: true, ...descriptor,
                                    value: native.prepended(tracing.guarded(observer), method) });
}
