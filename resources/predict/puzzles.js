// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// "What is printed first?" Each part is a program of its own, for the window "Predict the Order" and
// for tst_callbackorder.cpp. All of them print the same in each run: none depends on how long
// something takes.

//// timeout and sync
setTimeout(() => console.log('timeout'), 0);
console.log('sync');

//// tick before promise
Promise.resolve().then(() => console.log('promise'));
process.nextTick(() => console.log('tick'));
console.log('sync');

//// promise before timeout
setTimeout(() => console.log('timeout'));
Promise.resolve().then(() => console.log('promise'));

//// immediate before timeout within I/O
require('fs').readFile(__filename, () => {
  setTimeout(() => console.log('timeout'), 0);
  setImmediate(() => console.log('immediate'));
});

//// ticks within promises
Promise.resolve().then(() => {
  console.log('p1');
  process.nextTick(() => console.log('tick in p1'));
}).then(() => console.log('p2'));
process.nextTick(() => console.log('tick'));

//// promises within ticks
process.nextTick(() => {
  console.log('tick 1');
  Promise.resolve().then(() => console.log('promise in tick 1'));
});
process.nextTick(() => console.log('tick 2'));

//// await splits a function
(async () => {
  console.log('a');
  await null;
  console.log('c');
})();
console.log('b');

//// await of a promise against then
const settled = Promise.resolve();
(async () => { await settled; console.log('await'); })();
settled.then(() => console.log('then 1')).then(() => console.log('then 2'));

//// return of a promise takes ticks
Promise.resolve().then(() => Promise.resolve('inner')).then(console.log);
Promise.resolve().then(() => console.log('1')).then(() => console.log('2')).then(() => console.log('3'))
  .then(() => console.log('4'));

//// async function returns a promise
async function direct() { return 'direct'; }
async function wrapped() { return Promise.resolve('wrapped'); }
wrapped().then(console.log);
direct().then(console.log);
Promise.resolve().then(() => console.log('1')).then(() => console.log('2')).then(() => console.log('3'));

//// executor runs at once
new Promise((resolve) => { console.log('executor'); resolve(); console.log('after resolve'); })
  .then(() => console.log('then'));
console.log('sync');

//// microtasks between timers
setTimeout(() => { console.log('t1'); Promise.resolve().then(() => console.log('p')); });
setTimeout(() => console.log('t2'));

//// ticks between immediates
setImmediate(() => { console.log('i1'); process.nextTick(() => console.log('tick')); });
setImmediate(() => console.log('i2'));

//// immediates of immediates wait
setImmediate(() => { console.log('i1'); setImmediate(() => console.log('i3')); });
setImmediate(() => console.log('i2'));

//// queueMicrotask and then
queueMicrotask(() => console.log('m1'));
Promise.resolve().then(() => console.log('p1'));
queueMicrotask(() => console.log('m2'));

//// nested ticks run before promises
process.nextTick(() => {
  console.log('t1');
  process.nextTick(() => console.log('t2'));
});
Promise.resolve().then(() => console.log('p'));

//// timers in the order of their times
setTimeout(() => console.log('20'), 20);
setTimeout(() => console.log('10'), 10);
setTimeout(() => console.log('1'), 1);

//// cleared timer
const cleared = setTimeout(() => console.log('never'), 1);
setTimeout(() => console.log('kept'), 1);
clearTimeout(cleared);
console.log('script');

//// interval and immediate
let rounds = 0;
const interval = setInterval(() => {
  console.log('round', ++rounds);
  setImmediate(() => console.log('immediate', rounds));
  if (rounds === 2)
    clearInterval(interval);
}, 5);

//// emitters are synchronous
const emitter = new (require('events'))();
emitter.on('event', () => console.log('listener'));
console.log('before');
emitter.emit('event');
console.log('after');

//// error in a promise
Promise.reject(new Error('x')).catch((error) => console.log('caught', error.message))
  .finally(() => console.log('finally')).then(() => console.log('then'));
console.log('sync');

//// all, race and any
Promise.all([1, Promise.resolve(2)]).then((values) => console.log('all', values.join()));
Promise.race([Promise.resolve('race')]).then(console.log);
Promise.any([Promise.reject(1), Promise.resolve('any')]).then(console.log);
Promise.allSettled([Promise.reject(1)]).then(() => console.log('settled'));

//// thenable
Promise.resolve({ then(resolve) { console.log('then called'); resolve('value'); } }).then(console.log);
Promise.resolve().then(() => console.log('1')).then(() => console.log('2'));

//// async iteration
(async () => {
  for await (const value of [Promise.resolve(1), 2])
    console.log('value', value);
  console.log('done');
})();
Promise.resolve().then(() => console.log('p1')).then(() => console.log('p2')).then(() => console.log('p3'))
  .then(() => console.log('p4')).then(() => console.log('p5'));

//// generator by hand
function* steps() { console.log('s1'); yield; console.log('s2'); }
const running = steps();
running.next();
queueMicrotask(() => running.next());
console.log('sync');

//// beforeExit and exit
process.on('exit', () => console.log('exit'));
process.once('beforeExit', () => { console.log('beforeExit'); setTimeout(() => console.log('more'), 1); });

//// unhandled rejection comes after ticks
process.on('unhandledRejection', () => console.log('unhandled'));
Promise.reject(new Error('x'));
process.nextTick(() => console.log('tick'));
setImmediate(() => console.log('immediate'));

//// uncaught exception, then the next callback
process.on('uncaughtException', (error) => console.log('uncaught', error.message));
setImmediate(() => { throw new Error('first'); });
setImmediate(() => console.log('second'));

//// streams
const { Readable } = require('stream');
const stream = Readable.from(['a', 'b']);
stream.on('data', (chunk) => console.log('data', chunk)).on('end', () => console.log('end'))
  .on('close', () => console.log('close'));
console.log('sync');

//// close after listening
const server = require('net').createServer().listen(0, '127.0.0.1');
server.on('listening', () => { console.log('listening'); server.close(() => console.log('closed')); });
server.on('close', () => setImmediate(() => console.log('immediate')));
console.log('sync');

//// request and response
const http = require('http');
const web = http.createServer((request, response) => {
  console.log('request');
  process.nextTick(() => console.log('tick'));
  Promise.resolve().then(() => console.log('promise'));
  response.end('x', () => console.log('sent'));
}).listen(0, '127.0.0.1', () => {
  http.get({ port: web.address().port, host: '127.0.0.1', agent: false }, (response) => {
    response.resume().on('end', () => web.close(() => console.log('closed')));
  });
});

//// AsyncLocalStorage follows
const { AsyncLocalStorage } = require('async_hooks');
const storage = new AsyncLocalStorage();
storage.run('inside', () => {
  setTimeout(() => console.log('timeout', storage.getStore()), 1);
  setImmediate(() => console.log('immediate', storage.getStore()));
  process.nextTick(() => console.log('tick', storage.getStore()));
  Promise.resolve().then(() => console.log('promise', storage.getStore()));
});
console.log('outside', storage.getStore());

//// a program's own hooks
const hooks = require('async_hooks');
const seen = [];
hooks.createHook({ init(id, type) { if (type === 'Timeout') seen.push(type); } }).enable();
setTimeout(() => console.log(seen.join()), 1);
console.log('sync', seen.length);
