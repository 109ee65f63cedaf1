// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The body of a function (process, require, native) that the host calls before the program, in its
// main thread and in each worker. `require` is Node's internal one. Nothing here may leave a
// global, a listener or a stack frame that the program could see.
'use strict';

// The program of this process is Looptide; its children must be Node.
process.execPath = native.execPath;
process.argv[0] = native.execPath;

// In a window, calls that would end this process end the run instead.
if (native._kill)
  process._kill = native._kill;
if (native.abort)
  process.abort = native.abort;

if (native.isHeapFull)
  reportFullHeaps();

if (native.keepSession)
  keepDebuggerSessions();

if (native.compileCache)
  useCompileCache(native.compileCache);
native.loadInternalBinding = internalBinding; // for recording.js

// The host ends a worker that fills its heap (runtime/node/guard/workerheaps.h). The creator of the
// worker receives the same error as from Node.
function reportFullHeaps() {
  const { Worker, threadId } = internalBinding()('worker');
  native.watchHeap?.(threadId);
  const before = function(...result) {
    return native.isHeapFull(this.threadId) ? [1, 'ERR_WORKER_OUT_OF_MEMORY', 'JS heap out of memory'] : result;
  };
  Object.defineProperty(Worker.prototype, 'onexit', {
    __proto__: null,
    configurable: true,
    set(listener) {
      Object.defineProperty(this, 'onexit', {
        __proto__: null,
        configurable: true,
        enumerable: true,
        writable: true,
        value: listener && native.prepended(before, listener),
      });
    },
  });
}

// A worker that is paused in one of these sessions ends only after the session has ended.
function keepDebuggerSessions() {
  const binding = internalBinding()('inspector');
  const { Connection: NodeConnection } = binding;
  binding.Connection = class Connection extends NodeConnection {
    constructor(listener) {
      super(listener);
      native.keepSession(this);
    }
  };
}

// Files that are run repeatedly are compiled once, unless a variable says otherwise. Coverage is
// less exact for functions from a cache.
function useCompileCache(directory) {
  const { NODE_COMPILE_CACHE, NODE_DISABLE_COMPILE_CACHE, NODE_V8_COVERAGE } = process.env;
  if (NODE_COMPILE_CACHE || NODE_DISABLE_COMPILE_CACHE || NODE_V8_COVERAGE)
    return;
  require('internal/modules/helpers').enableCompileCache({ directory, portable: false });
}

// Node offers this binding to its own tests only, and prints a warning. A program does not see that
// it was loaded.
function internalBinding() {
  const { emitWarning, moduleLoadList } = process;
  const listed = moduleLoadList.length;
  process.emitWarning = () => {};
  try {
    return require('internal/test/binding').internalBinding;
  } finally {
    process.emitWarning = emitWarning;
    moduleLoadList.length = listed;
  }
}
