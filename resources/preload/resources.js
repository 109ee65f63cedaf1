// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The body of a function (process, require, native) that the host calls when the window first asks
// what keeps the program running. Gives runtime/node/probes/resourceprobe.cpp two functions: one
// lists these resources, the other one changes a listed resource.
'use strict';

const { async_id_symbol: asyncIdSymbol, immediateQueue, kRefed, timerListMap } = require('internal/timers');
const { clearImmediate, clearTimeout } = require('timers');
const { isProxy } = require('internal/util/types');
const { getLibuvNow } = native.loadInternalBinding()('timers');
const { activeFiles, locate, report, setUp } = native.resources;

const mostListed = 10000;
const longestText = 1000;

const kUnref = 4; // trace::CommandKind::UnrefResource
const canUnref = 'u';
const canClose = 'c';

let lastId = 0;
const ids = new WeakMap(); // of listed objects
let listed = new Map(); // id => { unref, close }, of the last list

function idOf(object) {
  if (!ids.has(object))
    ids.set(object, ++lastId);
  return ids.get(object);
}

// Runs no getter of the program.
function own(object, key) {
  return isProxy(object) ? undefined : Reflect.getOwnPropertyDescriptor(object, key)?.value;
}

function textOf(value) {
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, longestText) : '';
}

function numberOf(value) {
  return typeof value === 'number' ? value : '';
}

function ofSymbol(object, description) {
  const symbol = Object.getOwnPropertySymbols(object).find((each) => each.description === description);
  return symbol && own(object, symbol);
}

// Of servers and child processes; of sockets; of UDP sockets. The object itself may be one.
function handleOf(object) {
  return own(object, '_handle') ?? ofSymbol(object, 'kHandle') ?? ofSymbol(object, 'state symbol')?.handle ?? object;
}

function addressOf(handle, method) {
  const address = {};
  if (typeof handle[method] !== 'function' || handle[method](address) !== 0 || address.port === undefined)
    return '';
  return address.family === 'IPv6' ? `[${address.address}]:${address.port}` : `${address.address}:${address.port}`;
}

function detailOf(object, handle) {
  if (own(object, 'spawnfile'))
    return `${textOf(own(object, 'spawnfile'))} (${textOf(own(object, 'pid'))})`;
  return addressOf(handle, 'getpeername') || addressOf(handle, 'getsockname')
    || textOf(own(object, '_pipeName') ?? own(object, 'hostname') ?? own(object, 'address') ?? '');
}

// The function that a user would look for: the first listener of the most telling event.
function functionOf(object) {
  const events = own(object, '_events');
  for (const name of ['request', 'connection', 'message', 'change', 'exit', 'data']) {
    const listener = events && own(events, name);
    const first = Array.isArray(listener) ? listener[0] : listener;
    if (typeof first === 'function')
      return own(first, 'listener') ?? first;
  }
}

function typeOf(object, handle) {
  const name = textOf(handle.constructor?.name);
  return own(object, '_connections') !== undefined && own(object, '_events') ? `${name} server` : name;
}

// Every value of own properties of the objects above can be what the program put there.
function guarded(read, ...values) {
  try {
    return read(...values) ?? '';
  } catch {
    return '';
  }
}

class List {
  fields = [];
  count = 0;
  actions = new Map();

  add(object, { type, detail = '', due = '', repeat = '', asyncId, unref, close, callback }) {
    if (++this.count > mostListed)
      return;
    const id = idOf(object);
    this.actions.set(id, { unref, close });
    this.fields.push(id, type, detail, due, repeat, asyncId, (unref ? canUnref : '') + (close ? canClose : ''),
                     ...locate(callback));
  }

  addTimers() {
    const now = getLibuvNow();
    for (const key of Object.keys(timerListMap)) {
      const timers = timerListMap[key];
      for (let timer = timers._idlePrev; timer && timer !== timers; timer = timer._idlePrev) {
        if (!timer[kRefed])
          continue;
        const current = timer;
        this.add(timer, {
          type: 'Timeout',
          due: Math.round(numberOf(own(timer, '_idleStart')) + numberOf(own(timer, '_idleTimeout')) - now),
          repeat: numberOf(own(timer, '_repeat')),
          asyncId: numberOf(timer[asyncIdSymbol]),
          callback: own(timer, '_onTimeout'),
          unref: () => current.unref(),
          close: () => clearTimeout(current),
        });
      }
    }
  }

  addImmediates() {
    for (let immediate = immediateQueue.head; immediate; immediate = immediate._idleNext) {
      if (!immediate[kRefed])
        continue;
      const current = immediate;
      this.add(immediate, {
        type: 'Immediate',
        asyncId: numberOf(immediate[asyncIdSymbol]),
        callback: own(immediate, '_onImmediate'),
        unref: () => current.unref(),
        close: () => clearImmediate(current),
      });
    }
  }

  // Node also lists handles that wait for nothing, as standard output.
  addHandles() {
    const active = new Set(activeFiles());
    for (const object of process._getActiveHandles()) {
      const handle = guarded(handleOf, object) || object;
      const file = guarded(() => handle.fd);
      if (typeof file !== 'number' || file < 0 || active.has(file))
        this.addHandle(object, handle);
    }
  }

  addHandle(object, handle) {
    const end = ['destroy', 'kill', 'close'].find((name) => typeof object[name] === 'function');
    this.add(object, {
      type: guarded(typeOf, object, handle),
      detail: guarded(detailOf, object, handle),
      asyncId: numberOf(guarded(() => handle.getAsyncId())),
      callback: guarded(functionOf, object) || undefined,
      unref: typeof handle.unref === 'function' ? () => handle.unref() : undefined,
      close: end && (() => object[end]()),
    });
  }

  addRequest(object) {
    this.add(object, {
      type: guarded(() => textOf(object.constructor.name)),
      detail: guarded(() => textOf(own(object, 'hostname') ?? own(object, 'address') ?? '')),
      asyncId: numberOf(guarded(() => object.getAsyncId())),
    });
  }
}

function list() {
  const result = new List();
  result.addTimers();
  result.addImmediates();
  result.addHandles();
  process._getActiveRequests().forEach((object) => result.addRequest(object));
  listed = result.actions;
  report(result.count, result.fields.map((field) => String(field).replaceAll('\0', ' ')));
}

function change(kind, id) {
  const actions = listed.get(id);
  if (kind === kUnref)
    actions?.unref?.();
  else
    actions?.close?.();
}

setUp(list, change);
