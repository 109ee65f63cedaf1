// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { AsyncLocalStorage, AsyncResource } = require('async_hooks');
const als = new AsyncLocalStorage();
als.run('A', () => {
  setTimeout(() => console.log('timeout', als.getStore()), 1);
  process.nextTick(() => console.log('tick', als.getStore()));
  Promise.resolve().then(() => console.log('promise', als.getStore()));
  require('fs').stat('.', () => console.log('fs', als.getStore()));
  setImmediate(() => als.run('B', () => console.log(als.getStore(), als.exit(() => als.getStore()))));
  const resource = new AsyncResource('R');
  als.run('C', () => resource.runInAsyncScope(() => console.log('resource', als.getStore())));
  queueMicrotask(AsyncLocalStorage.bind(() => console.log('bound', als.getStore())));
});
als.enterWith('E'); console.log(als.getStore(), AsyncLocalStorage.snapshot()(() => als.getStore()));
process.on('exit', () => console.log('exit', als.getStore()));
