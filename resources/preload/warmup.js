// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The body of a function (process, require, native) that runs last, in a warm instance only, before
// it waits for its run. It loads modules that nearly every server loads. What a program can see of
// that appears when the program itself loads the module: the names in process.moduleLoadList, and
// the dispatcher that Node's fetch puts on the global object.
'use strict';

const { BuiltinModule } = require('internal/bootstrap/realm');
const { defineProperty } = Object;
const { apply } = Reflect;
const loadList = process.moduleLoadList;

const binding = internalBinding('performance');
native.setMilestones(binding.milestones);

// Does not load dns, which creates a resolver with the settings of the process.
const ids = [
  'stream', 'net', 'tty', 'crypto', 'tls', 'zlib', 'http', 'https', 'assert', 'fs/promises', 'perf_hooks',
  'worker_threads', 'http2', 'stream/web', 'internal/deps/undici/undici',
  'internal/modules/esm/initialize_import_meta',
];
if (!native.isAwaited())
  loadHidden();

function loadHidden() {
  const { prototype } = BuiltinModule;
  const load = prototype.compileForInternalLoader;
  const begin = loadList.length;
  const entries = new Map(); // of the modules that are loaded here
  const loading = []; // entries, the innermost last
  let listed = begin;
  let globals = []; // properties that stay on the global object

  // Assigns the names that were listed since the last call to the module whose code ran since then.
  function account() {
    loading.at(-1)?.names.push(...loadList.slice(listed));
    loading.at(-1)?.globals.push(...globals);
    listed = loadList.length;
    globals = [];
  }
  prototype.compileForInternalLoader = function() {
    account();
    loading.at(-1)?.needs.push(this);
    if (this.loaded || this.loading)
      return this.exports;
    const entry = { module: this, needs: [], names: [], globals: [], shown: false };
    entries.set(this, entry);
    loading.push(entry);
    apply(load, this, []);
    account();
    loading.pop();
    return this.exports;
  };
  Object.defineProperty = (object, ...property) => {
    if (object !== globalThis)
      return defineProperty(object, ...property);
    globals.push(property);
    return object;
  };
  // The module for colours chooses them when it is loaded, and standard error is not the program's
  // yet.
  const standardError = Object.getOwnPropertyDescriptor(process, 'stderr');
  defineProperty(process, 'stderr', { value: undefined, configurable: true });
  try {
    ids.forEach((id) => require(id));
    require('net').isIP('::1'); // compiles its expressions
  } finally {
    defineProperty(process, 'stderr', standardError);
    prototype.compileForInternalLoader = load;
    Object.defineProperty = defineProperty;
    loadList.length = begin;
  }
  for (const entry of entries.values()) {
    entry.needs = entry.needs.map((module) => entries.get(module)).filter((needed) => needed);
    hide(entry);
  }
}

// Both Node and programs load a built-in module through compileForInternalLoader().
function hide(entry) {
  const { module } = entry;
  module.compileForInternalLoader = function() {
    delete module.compileForInternalLoader;
    show(entry);
    return module.compileForInternalLoader();
  };
}

// By now, the program may have changed the functions of arrays.
function show(entry) {
  if (entry.shown)
    return;
  entry.shown = true;
  const { needs, names, globals } = entry;
  for (let i = 0; i < needs.length; i++)
    show(needs[i]);
  for (let i = 0; i < names.length; i++)
    loadList[loadList.length] = names[i];
  for (let i = 0; i < globals.length; i++) {
    if (globalThis[globals[i][0]] === undefined)
      defineProperty(globalThis, globals[i][0], globals[i][1]);
  }
  if (entry.module.id === 'internal/util/colors')
    entry.module.exports.refresh();
}

function internalBinding(name) {
  const listed = loadList.length;
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return require('internal/test/binding').internalBinding(name);
  } finally {
    process.emitWarning = emitWarning;
    loadList.length = listed;
  }
}
