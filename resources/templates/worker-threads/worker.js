import { parentPort } from 'node:worker_threads';
import { countPrimes } from './primes.js';

// A worker has its own event loop and shares no variables with the main thread. The two send each
// other messages, which are copies.
parentPort.on('message', (limit) => {
  parentPort.postMessage(countPrimes(limit));
});
