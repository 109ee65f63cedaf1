// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The body of a function (process, require, native) that the host calls before the program, in its
// main thread and in each worker. `require` is Node's internal one. Nothing here may leave a global,
// a listener or a stack frame that the program could see.
'use strict';

// The program of this process is Looptide; its children must be Node.
process.execPath = native.execPath;
process.argv[0] = native.execPath;

// In a window, what ends "this process" ends the run instead.
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
if (native.http)
  observeHttp(native.http);
if (native.watchTimers) {
  const { immediateInfo, timeoutInfo } = internalBinding()('timers');
  native.watchTimers(immediateInfo, timeoutInfo);
}

// The host ends a worker that fills its heap (runtime/node/workerheaps.h); whoever made it hears of that
// as from Node.
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

// A worker that is paused in one of them ends only when it is gone.
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

// What a person runs again and again is compiled once, unless something says otherwise: coverage is less
// exact for functions from a cache.
function useCompileCache(directory) {
  const { NODE_COMPILE_CACHE, NODE_DISABLE_COMPILE_CACHE, NODE_V8_COVERAGE } = process.env;
  if (NODE_COMPILE_CACHE || NODE_DISABLE_COMPILE_CACHE || NODE_V8_COVERAGE)
    return;
  require('internal/modules/helpers').enableCompileCache({ directory, portable: false });
}

// Node keeps it from everything but its own tests, and says so. A program does not see it loaded.
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

// Tells the host of requests, answers and listening addresses (runtime/node/probes/httpprobe.cpp).
// No listener is put on an object of the program: a program that counts them sees its own only.
function observeHttp({ began, connected, countingBody, disconnected, ended, listening, tally }) {
  const { channel, subscribe } = require('diagnostics_channel');
  const { symbols: { owner_symbol: ownerSymbol } } = require('internal/async_hooks');
  const { apply, getPrototypeOf } = Reflect;

  // Beside the objects of the program, not on them: what V8 has compiled for sockets of one shape is
  // a sixth slower as soon as there are two (runtime/README.md).
  const connections = new WeakMap(); // of sockets
  const servers = new WeakMap(); // of handles

  // Elements of `tally`.
  const kAllowance = 0; // requests that may be told now
  const kCounted = 1; // requests that were not, since the host looked
  const kRests = 2; // how often there was no allowance left

  let open = 0; // requests that were told and have no end
  const requestStart = channel('http.server.request.start');
  const responseFinish = channel('http.server.response.finish');
  const isHeardByOthers = channel => channel._subscribers.length > 1;

  // Under load only some requests are worth telling. Node asks whether anybody listens, once for each request
  // and once for each answer, before it makes what it would tell: that costs several times the question. So
  // the question is answered here, and the requests that are not told are counted by it.
  function answerWhetherHeard(channel, get) {
    Object.defineProperty(channel, 'hasSubscribers', { __proto__: null, configurable: true, get });
  }

  requestStart.subscribe(({ request, response, socket }) => {
    if (tally[kAllowance] === 0)
      return; // somebody else listens
    const connection = connections.get(socket) ?? connect(socket);
    // What an answer before this one sends must be known, or it is taken for a part of this one.
    if (socket._httpMessage && (connection.told.length === 0 || connection.rests !== tally[kRests])) {
      tally[kCounted]++;
      return;
    }
    open++;
    if (connection.told.push(response) === 1) {
      connection.sent = socket._bytesDispatched;
      connection.rests = tally[kRests];
    }
    const chunked = began(connection.index, request.rawHeaders, request.method, request.url,
                          request.httpVersionMajor, request.httpVersionMinor);
    if (chunked)
      countBody(connection, socket.parser);
  });

  answerWhetherHeard(requestStart, () => {
    if (tally[kAllowance] !== 0)
      return true;
    tally[kCounted]++;
    return isHeardByOthers(requestStart);
  });

  responseFinish.subscribe(({ response, socket }) => {
    const connection = connections.get(socket);
    if (connection?.told[0] === response)
      end(connection, response, socket, true);
  });
  answerWhetherHeard(responseFinish, () => open > 0 || isHeardByOthers(responseFinish));

  function connect(socket) {
    // Not socket.remoteAddress: that leaves a key on the socket.
    const peer = {};
    const local = {};
    socket._handle?.getpeername?.(peer);
    socket._handle?.getsockname?.(local);
    const connection = {
      index: connected(peer.address, local.port),
      told: [], // answers that have not ended, of requests that were told
      rests: 0, // as in `tally` when the first of them was told
      sent: 0, // bytes, before the first of them
      parser: undefined, // while it counts a body
      kOnBody: 0,
      onBody: undefined,
    };
    connections.set(socket, connection);
    if (socket._handle)
      watchClose(socket._handle);
    return connection;
  }

  function end(connection, response, socket, finished) {
    const sent = socket._bytesDispatched;
    open--;
    connection.told.shift();
    ended(connection.index, finished, response?.statusCode, response?.statusMessage,
          response?._header, sent - connection.sent, response?.chunkedEncoding);
    connection.sent = sent;
    if (connection.parser !== undefined) {
      connection.parser[connection.kOnBody] = connection.onBody;
      connection.parser = undefined;
    }
  }

  // A body without a length is counted where the parser hands it on, for this one request. The function
  // that counts is native: the program's own code runs on top of it.
  function countBody(connection, parser) {
    const kOnBody = parser?.constructor.kOnBody;
    if (typeof parser?.[kOnBody] !== 'function' || connection.parser !== undefined)
      return;
    connection.parser = parser;
    connection.kOnBody = kOnBody;
    connection.onBody = parser[kOnBody];
    parser[kOnBody] = countingBody(connection.index, parser[kOnBody]);
  }

  subscribe('tracing:net.server.listen:asyncEnd', ({ server }) => {
    const address = server.address();
    const info = {
      id: ++lastServer,
      host: typeof address === 'string' ? address : address?.address,
      port: address?.port ?? 0,
      http: 'closeIdleConnections' in server || 'updateSettings' in server, // http, https; http2
      secure: 'setSecureContext' in server,
    };
    servers.set(server._handle, info);
    watchClose(server._handle);
    tell(info, true);
  });
  let lastServer = 0;

  function tell({ id, host, port, http, secure }, active) {
    listening(id, active, host, port, http, secure);
  }

  // Sockets and servers end with their handle; close() is the one place that all ways out go through.
  const watched = new WeakSet();
  function watchClose(handle) {
    const prototype = getPrototypeOf(handle);
    if (watched.has(prototype) || prototype === Object.prototype)
      return;
    watched.add(prototype);
    const { close } = prototype;
    prototype.close = function(callback) {
      closed(this);
      return apply(close, this, [callback]);
    };
  }

  function closed(handle) {
    const server = servers.get(handle);
    if (server !== undefined)
      tell(server, false);
    const socket = handle[ownerSymbol];
    const connection = connections.get(socket);
    if (connection === undefined || connection.index < 0)
      return;
    if (connection.told.length > 0)
      end(connection, socket._httpMessage, socket, false);
    while (connection.told.length > 0)
      end(connection, null, socket, false);
    disconnected(connection.index);
    connection.index = -1;
  }
}
