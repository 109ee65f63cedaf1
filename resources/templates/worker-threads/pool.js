import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

// A few workers that live as long as the server, because starting one takes some milliseconds and
// megabytes. Tasks that find no idle worker wait in line.
export class Pool {
  #file;
  #workers = new Set();
  #idle = [];
  #waiting = [];

  constructor(file, size = Math.max(1, availableParallelism() - 1)) {
    this.#file = file;
    for (let i = 0; i < size; i++) {
      this.#addWorker();
    }
  }

  // Resolves with what the worker posts for this message.
  run(message) {
    const { promise, resolve, reject } = Promise.withResolvers();
    this.#waiting.push({ message, resolve, reject });
    this.#next();
    return promise;
  }

  async close() {
    await Promise.all([...this.#workers].map((worker) => worker.terminate()));
  }

  #addWorker() {
    const worker = new Worker(this.#file);
    worker.unref(); // an idle worker does not keep the program running
    worker.on('message', (result) => this.#done(worker, (task) => task.resolve(result)));
    worker.on('error', (error) => this.#failed(worker, error));
    this.#workers.add(worker);
    this.#idle.push(worker);
  }

  #next() {
    while (this.#idle.length > 0 && this.#waiting.length > 0) {
      const worker = this.#idle.pop();
      worker.task = this.#waiting.shift();
      worker.postMessage(worker.task.message);
    }
  }

  #done(worker, settle) {
    settle(worker.task);
    worker.task = undefined;
    this.#idle.push(worker);
    this.#next();
  }

  // An error that nobody caught ends a worker: another one takes its place.
  #failed(worker, error) {
    worker.task?.reject(error);
    this.#workers.delete(worker);
    this.#idle = this.#idle.filter((other) => other !== worker);
    this.#addWorker();
    this.#next();
  }
}
