// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The body of a function (process, require, native), called once in each thread of a program, when
// its recording is switched on for the first time. Reports requests, responses and listening addresses to
// runtime/node/probes/httpprobe.cpp. It puts no listener on an object of the program, because a
// program that counts listeners must see its own only. Functions that call code of the program are
// native, so that no stack shows a frame of Looptide. While recording is off, nothing of it is
// installed.
'use strict';

const {
  affected, began, briefBegan, briefEnded, connected, countingBody, disconnected, ended, listening, named, observed, refused, counters, setHooks,
  writing,
} = native.http;
const { internalBinding, tracing } = native;
const { bodySizeOf, headFromParser, headIn, routeOf, sentSizeOf } = native.heads;
const { channel, subscribe, unsubscribe } = require('diagnostics_channel');
const { symbols: { owner_symbol: ownerSymbol } } = require('internal/async_hooks');
const { apply, defineProperty, deleteProperty, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
const { hasOwn } = Object;

// Elements of `counters`.
const kAllowance = 0; // requests that may be recorded in full now
const kAnswered = 1; // responses recorded in full that finished, since the host last read it
const kWriter = 2; // index of the connection whose write follows, plus one
const kExchange = 3; // the exchange that was recorded in full last

// Data is kept beside the objects of the program and not on them: V8's compiled code for sockets of
// one shape is a sixth slower as soon as there are two shapes (runtime/node/probes.md).
let connections = new WeakMap(); // of sockets
const servers = new Map(); // that listen, by their handles
const live = []; // connections that have a handle, by index

let open = 0; // exchanges that are recorded in full and have not ended
let openBriefly = 0; // the others that have not ended
let lastServer = 0;
let isRecording = false;
let undo = []; // functions that remove what is installed
setHooks(programExits, setRecording);
native.http.watchParsers = watchParsers; // for calls.js, while recording is on
native.http.noteEffects = noteEffects; // for rules.js
tracing.contextOf = socket => connections.get(socket)?.context[0]; // of its last request

const requestStart = channel('http.server.request.start');
const responseFinish = channel('http.server.response.finish');
// The host calls this.
function setRecording(on) {
  if (on === isRecording)
    return;
  isRecording = on;
  native.http.setHttp2Recording(on);
  if (on)
    install();
  else
    endRecording();
}

// Exchanges that have begun are recorded to their end.
function endRecording() {
  requestStart.unsubscribe(requestStarted);
  for (const server of servers.values())
    report(server, false);
  servers.clear();
  if (open + openBriefly === 0)
    uninstall();
}

function install() {
  if (undo.length === 0) {
    responseFinish.subscribe(responseFinished);
    subscribe('tracing:net.server.listen:asyncEnd', serverListens);
    undo.push(() => {
      responseFinish.unsubscribe(responseFinished);
      unsubscribe('tracing:net.server.listen:asyncEnd', serverListens);
    });
  }
  requestStart.subscribe(requestStarted);
  for (const handle of process._getActiveHandles()) {
    if (typeof handle?.address === 'function' && handle.listening && handle._handle)
      serverListens({ server: handle });
  }
}

function uninstall() {
  for (const remove of undo.reverse())
    remove();
  undo = [];
  watched = new WeakSet();
  for (const connection of live) {
    if (connection !== undefined)
      close(connection);
  }
  connections = new WeakMap();
}

// Replaces a property until uninstall().
function replace(object, name, descriptor) {
  const before = getOwnPropertyDescriptor(object, name);
  undo.push(() => before ? defineProperty(object, name, before) : deleteProperty(object, name));
  defineProperty(object, name, { __proto__: null, configurable: true, enumerable: true, ...descriptor });
}

function requestStarted({ request, response, socket }) {
  const connection = connections.get(socket) ?? connect(socket);
  // The bytes of an earlier response must be read, or they would count as part of this one.
  if (connection.index >= 0 && (counters[kAllowance] === 0 || connection.brief.length > 0 ||
      (socket._httpMessage && connection.unfinished.length === 0))) {
    beginBriefly(connection, response);
    return;
  }
  begin(connection, request, response, socket);
}

// Rules of the user change what happens to a request that has just begun.
function noteEffects(socket, response, effects) {
  const connection = connections.get(socket);
  if (connection?.brief.at(-1) === response)
    affected(connection.index, true, effects);
  else if (connection?.unfinished.at(-1) === response)
    affected(connection.index, false, effects);
}

function responseFinished({ request, response, socket }) {
  const connection = connections.get(socket);
  if (connection === undefined)
    return;
  if (connection.brief[0] === response) {
    connection.brief.shift();
    endBriefly(connection, request, response, true);
  } else if (connection.unfinished[0] === response) {
    counters[kAnswered]++;
    end(connection, response, true, true);
  }
}

// Under load, most requests are recorded briefly: two calls of native functions and one message for
// each, and nothing is read of what is written.
function beginBriefly(connection, response) {
  openBriefly++;
  connection.context[0] = undefined;
  connection.brief.push(response);
  briefBegan(connection.index);
}

function endBriefly(connection, request, response, isFinished) {
  const status = isFinished || response.headersSent ? response.statusCode : 0;
  briefEnded(connection.index, isFinished, request.method, request.url, request.httpVersion, status,
             bodySizeOf(request), isFinished ? sentSizeOf(response) : status === 0 ? 0 : -1,
             hasOwn(request, 'route') ? routeOf(request) : undefined);
  openBriefly--;
  if (!isRecording)
    uninstallIfIdle();
}

function connect(socket) {
  const handle = socket._handle;
  // Does not use socket.remoteAddress, which leaves a key on the socket.
  const peer = {};
  const local = {};
  handle?.getpeername?.(peer);
  handle?.getsockname?.(local);
  const connection = {
    index: -1,
    address: peer.address,
    port: local.port,
    socket: undefined, // set when it has a handle, whose end is observed
    unfinished: [], // of exchanges recorded in full that have not ended: responses, or kRaw
    contexts: [], // their async contexts
    brief: [], // responses of the other exchanges that have not ended
    failure: undefined, // why Node refused a request before its head was complete
    parser: undefined, // the parser whose bodies are counted
    onBody: undefined,
    onMessageComplete: undefined,
    context: [undefined], // the async context in which the body of its last request is received
  };
  connections.set(socket, connection);
  admit(connection, handle !== undefined && handle !== null && watchHandle(handle));
  if (handle) {
    connection.socket = socket;
    live[connection.index] = connection;
  }
  watchParsers();
  return connection;
}

// isMeasured: the bytes that are written for it are read.
function admit(connection, isMeasured) {
  connection.index = connected(connection.address, connection.port, isMeasured);
}

// The bytes that are written for it do not come from a ServerResponse: an upgrade, CONNECT, or a
// request that Node refused.
const kRaw = { __proto__: null };

function begin(connection, request, response, socket) {
  const isClosed = connection.index < 0;
  if (isClosed)
    admit(connection, true); // nothing more will be written
  else
    giveUpRefused(connection);
  note(connection, response);
  const hasBody = began(connection.index, request.rawHeaders, request.method, request.url,
                        request.httpVersionMajor, request.httpVersionMinor, response === kRaw);
  connection.context[0] = tracing.enter?.(counters[kExchange]);
  connection.contexts[connection.contexts.length - 1] = connection.context[0];
  if (isClosed) {
    end(connection, response, false, true);
    disconnect(connection);
  } else if (hasBody) {
    countBody(connection, socket.parser);
  }
}

function note(connection, response) {
  open++;
  connection.unfinished.push(response);
  connection.contexts.push(undefined);
}

// isFinished: Node reports the end of the response. Otherwise the connection ends, and the written
// bytes determine the result; isFlushed: all of them were handed to the system.
function end(connection, response, isFinished, isFlushed) {
  connection.unfinished.shift();
  const context = connection.contexts.shift();
  if (context !== undefined)
    tracing.leave?.(context);
  if (response === kRaw)
    ended(connection.index, isFinished, isFlushed);
  else
    ended(connection.index, isFinished, isFlushed, response.statusCode, response.statusMessage, response._header,
          routeOf(response.req));
  if (connection.socket === undefined)
    uncountBodies(connection);
  forget();
}

function forget() {
  open--;
  if (!isRecording)
    uninstallIfIdle();
}

function uninstallIfIdle() {
  if (open + openBriefly === 0)
    uninstall();
}

// Bodies are counted where the parser delivers them. The counting functions are native, because
// code of the program runs on top of them. They stay until the connection ends, before the parser
// is used again.
function countBody(connection, parser) {
  const { kOnBody, kOnMessageComplete } = parser?.constructor ?? {};
  if (typeof parser?.[kOnBody] !== 'function' || connection.parser !== undefined)
    return;
  connection.parser = parser;
  connection.onBody = parser[kOnBody];
  connection.onMessageComplete = parser[kOnMessageComplete];
  parser[kOnBody] = countingBody(connection.index, false, connection.onBody, connection.context);
  parser[kOnMessageComplete] =
    countingBody(connection.index, true, connection.onMessageComplete, connection.context);
}

function uncountBodies(connection) {
  const { parser } = connection;
  if (parser === undefined)
    return;
  parser[parser.constructor.kOnBody] = connection.onBody;
  parser[parser.constructor.kOnMessageComplete] = connection.onMessageComplete;
  connection.parser = undefined;
}

function serverListens({ server }) {
  if (servers.has(server._handle))
    return;
  const address = server.address();
  const info = {
    id: ++lastServer,
    host: typeof address === 'string' ? address : address?.address,
    port: address?.port ?? 0,
    http: 'closeIdleConnections' in server || 'updateSettings' in server, // http, https; http2
    secure: 'setSecureContext' in server,
  };
  servers.set(server._handle, info);
  watchHandle(server._handle);
  if ('closeIdleConnections' in server)
    watchParsers();
  report(info, true);
}

function report({ id, host, port, http, secure }, active) {
  listening(id, active, host, port, http, secure);
}

// Replaces functions of handles of one kind. All ways to close a handle go through close() or reset(), and all
// writes through one of the write functions. Node looks these up for each write; while something is
// recorded on the connection, it finds functions that also read the bytes.
const writeFunctions = [
  'writev', 'writeBuffer', 'writeUtf8String', 'writeLatin1String', 'writeAsciiString', 'writeUcs2String',
];
let watched = new WeakSet(); // prototypes

function watchHandle(handle) {
  const prototype = getPrototypeOf(handle);
  if (watched.has(prototype))
    return true;
  if (prototype === Object.prototype || typeof prototype.close !== 'function')
    return false;
  watched.add(prototype);
  for (const name of ['close', 'reset']) { // reset: socket.resetAndDestroy()
    const end = prototype[name];
    if (typeof end !== 'function')
      continue;
    replace(prototype, name, {
      writable: true,
      value(callback) {
        closed(this);
        return apply(end, this, [callback]);
      },
    });
  }
  for (const name of writeFunctions)
    watchWrites(prototype, name);
  return true;
}

function watchWrites(prototype, name) {
  const write = prototype[name];
  if (typeof write !== 'function')
    return;
  const read = writing(name, write, rawEnded);
  replace(prototype, name, {
    get() {
      if (open === 0)
        return write;
      const connection = connections.get(this[ownerSymbol]);
      if (connection === undefined || connection.unfinished.length === 0)
        return write;
      counters[kWriter] = connection.index + 1;
      return read;
    },
    set(value) {
      defineProperty(this, name, { __proto__: null, configurable: true, enumerable: true, writable: true, value });
    },
  });
}

function closed(handle) {
  const server = servers.get(handle);
  if (server !== undefined) {
    servers.delete(handle);
    report(server, false);
  }
  const connection = connections.get(handle[ownerSymbol]);
  if (connection !== undefined && connection.index >= 0)
    close(connection);
}

function close(connection) {
  uncountBodies(connection);
  endAll(connection);
  disconnect(connection);
}

function endAll(connection) {
  while (connection.brief.length > 0) {
    const response = connection.brief.shift();
    const { finished, outputSize, req, socket } = response;
    const isFlushed = finished && outputSize === 0 && !(socket?.writableLength > 0);
    endBriefly(connection, req, response, isFlushed);
  }
  if (connection.unfinished.length === 0)
    return;
  if (connection.failure !== undefined)
    nameRefused(connection);
  const isFlushed = connection.socket?.writableLength === 0;
  while (connection.unfinished.length > 0)
    end(connection, connection.unfinished[0], false, isFlushed);
}

function disconnect(connection) {
  if (connection.index < 0)
    return;
  disconnected(connection.index);
  live[connection.index] = undefined;
  connection.index = -1;
  connection.socket = undefined;
}

// The host calls this when process.exit() or an error ends the program, before anything is torn
// down.
function programExits() {
  for (const connection of live) {
    if (connection !== undefined)
      endAll(connection);
  }
}

// The host calls this when an upgrade or CONNECT has its response.
function rawEnded(index) {
  live[index].unfinished.shift();
  const context = live[index].contexts.shift();
  if (context !== undefined)
    tracing.leave?.(context);
  forget();
}

// Requests that no channel reports: upgrades, CONNECT, and those that Node refuses before their
// head is complete (400, 408, 413, 431). They are detected where Node asks the parser, or its list
// of connections, about them.
function watchParsers() {
  const { ConnectionsList, HTTPParser } = internalBinding('http_parser');
  const { prototype } = HTTPParser;
  if (watched.has(prototype))
    return;
  watched.add(prototype);
  const { execute, finish, getCurrentBuffer, remove } = prototype;
  // A program may have its own parsers, and HTTP clients have some.
  const serves = parser => parser.socket?.server && parser.constructor === HTTPParser;

  // Node calls this only after an error, or for the first bytes of an upgraded connection.
  replace(prototype, 'getCurrentBuffer', {
    get() {
      if (serves(this) && !this.incoming?.upgrade)
        refuse(this, apply(getCurrentBuffer, this, []));
      return getCurrentBuffer;
    },
  });
  const executing = observed(execute, (parser, result, bytes) => {
    if (result instanceof Error)
      refuse(parser, bytes);
  });
  replace(prototype, 'execute', {
    get() { return serves(this) ? executing : execute; },
  });
  // Called at the end of a connection, and before an upgrade.
  const finishing = observed(finish, (parser, result) => {
    if (!serves(parser))
      return;
    if (parser.incoming?.upgrade)
      upgrade(parser);
    else if (result instanceof Error)
      refuse(parser);
  });
  replace(prototype, 'finish', { writable: true, value: finishing });
  // A stream that the program passed to the server has no handle whose end could be observed.
  replace(prototype, 'remove', {
    get() {
      if (serves(this) && !this.incoming?.upgrade) {
        const connection = connections.get(this.socket);
        if (connection !== undefined && connection.socket === undefined && connection.index >= 0)
          close(connection);
      } else if (tracing.parserRemoved !== undefined && !this.socket?.server) {
        tracing.parserRemoved(this);
      }
      return remove;
    },
  });
  const { expired } = ConnectionsList.prototype;
  replace(ConnectionsList.prototype, 'expired', {
    writable: true,
    value(...timeouts) {
      const parsers = apply(expired, this, timeouts);
      for (const parser of parsers)
        refuse(parser);
      return parsers;
    },
  });
}

function upgrade({ incoming, socket }) {
  const connection = connectionToRecord(socket);
  if (connection === undefined)
    return;
  uncountBodies(connection);
  begin(connection, incoming, kRaw, socket);
}

function connectionToRecord(socket) {
  return isRecording ? connections.get(socket) ?? connect(socket) : undefined;
}

// A request with a complete head is known already, and an error in its body belongs to it.
function refuse(parser, bytes) {
  const { incoming, socket } = parser;
  if (!socket || (incoming && !incoming.complete))
    return;
  if (connections.get(socket)?.failure !== undefined)
    return;
  const connection = connectionToRecord(socket);
  if (connection === undefined || connection.index < 0)
    return;
  connection.failure = { parser, bytes, earlier: incoming };
  note(connection, kRaw);
  refused(connection.index, parser.duration?.() ?? 0);
}

// A 'clientError' listener has allowed the client to continue, and the client has sent a complete
// request now.
function giveUpRefused(connection) {
  if (connection.failure === undefined || connection.unfinished[0] !== kRaw)
    return;
  connection.failure = undefined;
  named(connection.index);
  end(connection, kRaw, false, true);
}

function nameRefused(connection) {
  const { failure: { parser, bytes, earlier }, index } = connection;
  connection.failure = undefined;
  named(index, ...(bytes === undefined ? headFromParser(parser) : headIn(bytes, earlier)));
}
