// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The body of a function (process, require, native), called once in the main thread of a recorded
// program. Reports requests, responses and listening addresses to runtime/node/probes/httpprobe.cpp.
// No listener is put on an object of the program: a program that counts them sees its own only. What
// calls code of the program is native, so that no stack shows a frame of ours.
'use strict';

const {
  atExit, began, connected, countingBody, disconnected, ended, internalBinding, listening, named, observed,
  refused, counters, writing,
} = native.http;
const { channel, subscribe } = require('diagnostics_channel');
const { symbols: { owner_symbol: ownerSymbol } } = require('internal/async_hooks');
const { apply, defineProperty, getPrototypeOf } = Reflect;

// Elements of `counters`.
const kAllowance = 0; // requests that may be recorded now
const kCounted = 1; // requests that were not, since the host looked
const kRests = 2; // how often there was no allowance left
const kAnswered = 3; // responses that finished, since the host looked
const kWriter = 4; // the connection whose write follows, and one

// Beside the objects of the program, not on them: what V8 has compiled for sockets of one shape is
// a sixth slower as soon as there are two (runtime/node/probes.md).
const connections = new WeakMap(); // of sockets
const servers = new WeakMap(); // of handles
const live = []; // connections that have a handle, by index

let open = 0; // exchanges that are recorded and have not ended
let lastServer = 0;
atExit(programExits);

const requestStart = channel('http.server.request.start');
const responseFinish = channel('http.server.response.finish');
const isHeardByOthers = channel => channel._subscribers.length > 1;

// Under load only some requests are recorded. Node asks whether anybody listens, once for each request
// and once for each response, before it makes what it would publish: that costs several times the
// question. So the question is answered here, and all that happens is counted by it.
function answerWhetherHeard(channel, get) {
  defineProperty(channel, 'hasSubscribers', { __proto__: null, configurable: true, get });
}

requestStart.subscribe(({ request, response, socket }) => {
  if (counters[kAllowance] === 0)
    return; // somebody else listens
  const connection = connections.get(socket) ?? connect(socket);
  // What a response before this one sends must be known, or it is taken for a part of this one.
  if (socket._httpMessage && connection.index >= 0 &&
      (connection.unfinished.length === 0 || connection.rests !== counters[kRests])) {
    counters[kCounted]++;
    return;
  }
  begin(connection, request, response, socket);
});

answerWhetherHeard(requestStart, () => {
  if (counters[kAllowance] !== 0)
    return true;
  counters[kCounted]++;
  return isHeardByOthers(requestStart);
});

responseFinish.subscribe(({ response, socket }) => {
  const connection = connections.get(socket);
  if (connection?.unfinished[0] === response)
    end(connection, response, true, true);
});

answerWhetherHeard(responseFinish, () => {
  counters[kAnswered]++;
  return open > 0 || isHeardByOthers(responseFinish);
});

function connect(socket) {
  const handle = socket._handle;
  // Not socket.remoteAddress: that leaves a key on the socket.
  const peer = {};
  const local = {};
  handle?.getpeername?.(peer);
  handle?.getsockname?.(local);
  const connection = {
    index: -1,
    address: peer.address,
    port: local.port,
    socket: undefined, // when it has a handle, whose end is seen
    unfinished: [], // of exchanges that are recorded and have not ended: responses, or kRaw
    rests: 0, // as in `counters` when the first of them began
    failure: undefined, // why Node refused a request before its head was complete
    parser: undefined, // whose bodies are counted
    onBody: undefined,
    onMessageComplete: undefined,
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

// isMeasured: what is written for it is read along.
function admit(connection, isMeasured) {
  connection.index = connected(connection.address, connection.port, isMeasured);
}

// What is written for it is not that of a ServerResponse: an upgrade, CONNECT, or a request that Node
// refused.
const kRaw = { __proto__: null };

function begin(connection, request, response, socket) {
  const isClosed = connection.index < 0;
  if (isClosed)
    admit(connection, true); // nothing more is written
  else
    giveUpRefused(connection);
  note(connection, response);
  const hasBody = began(connection.index, request.rawHeaders, request.method, request.url,
                        request.httpVersionMajor, request.httpVersionMinor, response === kRaw);
  if (isClosed) {
    end(connection, response, false, true);
    disconnect(connection);
  } else if (hasBody) {
    countBody(connection, socket.parser);
  }
}

function note(connection, response) {
  open++;
  if (connection.unfinished.push(response) === 1)
    connection.rests = counters[kRests];
}

// isFinished: Node says so. Otherwise the connection ends, and what was written says what became of the
// response; isFlushed: all of it was handed to the system.
function end(connection, response, isFinished, isFlushed) {
  open--;
  connection.unfinished.shift();
  if (response === kRaw)
    ended(connection.index, isFinished, isFlushed);
  else
    ended(connection.index, isFinished, isFlushed, response.statusCode, response.statusMessage, response._header);
  if (connection.socket === undefined)
    uncountBodies(connection);
}

// Bodies are counted where the parser hands them on. The functions that count are native: code of the
// program runs on top of them. They stay until the connection ends, before the parser is used again.
function countBody(connection, parser) {
  const { kOnBody, kOnMessageComplete } = parser?.constructor ?? {};
  if (typeof parser?.[kOnBody] !== 'function' || connection.parser !== undefined)
    return;
  connection.parser = parser;
  connection.onBody = parser[kOnBody];
  connection.onMessageComplete = parser[kOnMessageComplete];
  parser[kOnBody] = countingBody(connection.index, false, connection.onBody);
  parser[kOnMessageComplete] = countingBody(connection.index, true, connection.onMessageComplete);
}

function uncountBodies(connection) {
  const { parser } = connection;
  if (parser === undefined)
    return;
  parser[parser.constructor.kOnBody] = connection.onBody;
  parser[parser.constructor.kOnMessageComplete] = connection.onMessageComplete;
  connection.parser = undefined;
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
  watchHandle(server._handle);
  if ('closeIdleConnections' in server)
    watchParsers();
  report(info, true);
});

function report({ id, host, port, http, secure }, active) {
  listening(id, active, host, port, http, secure);
}

// What is done with handles of one kind: close() is the one place that all ways out go through, and
// what is written passes one of these functions. They are looked up for each write: while something is
// recorded on the connection, what is found reads along.
const writeFunctions = [
  'writev', 'writeBuffer', 'writeUtf8String', 'writeLatin1String', 'writeAsciiString', 'writeUcs2String',
];
const watched = new WeakSet();

function watchHandle(handle) {
  const prototype = getPrototypeOf(handle);
  if (watched.has(prototype))
    return true;
  if (prototype === Object.prototype || typeof prototype.close !== 'function')
    return false;
  watched.add(prototype);
  const { close } = prototype;
  prototype.close = function(callback) {
    closed(this);
    return apply(close, this, [callback]);
  };
  for (const name of writeFunctions)
    watchWrites(prototype, name);
  return true;
}

function watchWrites(prototype, name) {
  const write = prototype[name];
  if (typeof write !== 'function')
    return;
  const read = writing(name, write, rawEnded);
  defineProperty(prototype, name, {
    __proto__: null,
    configurable: true,
    enumerable: true,
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
  if (server !== undefined)
    report(server, false);
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
  if (connection.unfinished.length === 0)
    return;
  if (connection.failure !== undefined)
    nameRefused(connection);
  const isFlushed = connection.socket?.writableLength === 0;
  while (connection.unfinished.length > 0)
    end(connection, connection.unfinished[0], false, isFlushed);
}

function disconnect(connection) {
  disconnected(connection.index);
  live[connection.index] = undefined;
  connection.index = -1;
  connection.socket = undefined;
}

// Called by the host where process.exit() or an error ends the program, before anything is torn down.
function programExits() {
  for (const connection of live) {
    if (connection !== undefined)
      endAll(connection);
  }
}

// Called by the host: an upgrade or CONNECT has its response.
function rawEnded(index) {
  open--;
  live[index].unfinished.shift();
}

// Requests of which no channel reports: upgrades, CONNECT, and those that Node refuses before their head
// is complete (400, 408, 413, 431). They are seen where Node asks the parser, or its list of connections,
// about them.
function watchParsers() {
  const { ConnectionsList, HTTPParser } = internalBinding('http_parser');
  const { prototype } = HTTPParser;
  if (watched.has(prototype))
    return;
  watched.add(prototype);
  const { execute, finish, getCurrentBuffer, remove } = prototype;
  // A program may have parsers of its own, and clients have some.
  const serves = parser => parser.socket?.server && parser.constructor === HTTPParser;

  // Asked for by Node only after an error, or for the first bytes of an upgraded connection.
  defineProperty(prototype, 'getCurrentBuffer', {
    __proto__: null,
    configurable: true,
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
  defineProperty(prototype, 'execute', {
    __proto__: null,
    configurable: true,
    get() { return serves(this) ? executing : execute; },
  });
  // At the end of a connection, and before an upgrade.
  prototype.finish = observed(finish, (parser, result) => {
    if (!serves(parser))
      return;
    if (parser.incoming?.upgrade)
      upgrade(parser);
    else if (result instanceof Error)
      refuse(parser);
  });
  // A stream that the program handed to the server has no handle whose end could be seen.
  defineProperty(prototype, 'remove', {
    __proto__: null,
    configurable: true,
    get() {
      if (serves(this) && !this.incoming?.upgrade) {
        const connection = connections.get(this.socket);
        if (connection !== undefined && connection.socket === undefined && connection.index >= 0)
          close(connection);
      }
      return remove;
    },
  });
  const { expired } = ConnectionsList.prototype;
  ConnectionsList.prototype.expired = function(...timeouts) {
    const parsers = apply(expired, this, timeouts);
    for (const parser of parsers)
      refuse(parser);
    return parsers;
  };
}

function upgrade({ incoming, socket }) {
  const connection = connectionToRecord(socket);
  if (connection === undefined)
    return;
  uncountBodies(connection);
  begin(connection, incoming, kRaw, socket);
}

// Undefined: it is only counted.
function connectionToRecord(socket) {
  if (counters[kAllowance] !== 0)
    return connections.get(socket) ?? connect(socket);
  counters[kCounted]++;
  return undefined;
}

// A request with a head is known, and what is wrong with its body belongs to it.
function refuse(parser, bytes) {
  const { incoming, socket } = parser;
  if (!socket || (incoming && !incoming.complete))
    return;
  if (connections.get(socket)?.failure !== undefined)
    return;
  const connection = connectionToRecord(socket);
  if (connection === undefined || connection.index < 0)
    return;
  connection.failure = { parser, bytes };
  note(connection, kRaw);
  refused(connection.index, parser.duration?.() ?? 0);
}

// A listener of 'clientError' has let the client go on, who has sent a whole request now.
function giveUpRefused(connection) {
  if (connection.failure === undefined || connection.unfinished[0] !== kRaw)
    return;
  connection.failure = undefined;
  named(connection.index);
  end(connection, kRaw, false, true);
}

// What is known of the head: from the bytes in which Node found the fault, or what the parser has of it.
function nameRefused(connection) {
  const { failure: { parser, bytes }, index } = connection;
  connection.failure = undefined;
  if (bytes === undefined)
    return nameFromParser(index, parser);
  // The last line in there that begins a request. More heads before it were complete.
  const lines = bytes.latin1Slice(0, bytes.length).matchAll(/(?<=^|\r\n)([A-Z-]+) (\S+) HTTP\/(\d)\.(\d)(?=\r\n)/g);
  const [, method, url, major, minor] = Array.from(lines).at(-1) ?? [];
  named(index, undefined, method, url, +major, +minor);
}

// The connection is over, and the parser waits for more of the head: it gets the end of one.
function nameFromParser(index, parser) {
  const { allMethods } = internalBinding('http_parser');
  const { kOnHeaders, kOnHeadersComplete, kOnMessageComplete } = parser.constructor;
  const before = [kOnHeaders, kOnHeadersComplete, kOnMessageComplete].map(key => [key, parser[key]]);
  const headers = [];
  let head = [];
  let target = '';
  parser[kOnHeaders] = (some, url) => { headers.push(...some); target += url; };
  parser[kOnHeadersComplete] = (major, minor, some, method, url) => {
    head = [some ?? headers, allMethods[method], url ?? target, major, minor];
    return 1; // no body
  };
  parser[kOnMessageComplete] = undefined;
  parser.execute(require('buffer').Buffer.from('\r\n\r\n'));
  for (const [key, value] of before)
    parser[key] = value;
  named(index, ...head);
}
