import { EventEmitter } from 'node:events';
import { performance } from 'node:perf_hooks';

const intervalMs = 1000;
const kept = 60; // events, for visitors who come later or come back

// What the server measures about itself, once a second.
class Feed extends EventEmitter {
  #events = [];
  #timer;
  #before = performance.eventLoopUtilization();
  #nextId = 1;

  start() {
    this.#timer = setInterval(() => this.#measure(), intervalMs);
  }

  stop() {
    clearInterval(this.#timer);
  }

  // The kept events after this one; all of them if it is not a number.
  after(id) {
    return this.#events.filter((event) => !(event.id <= id));
  }

  #measure() {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, this.#before);
    this.#before = now;
    const event = {
      id: this.#nextId++,
      time: new Date().toISOString(),
      loopPercent: Math.round(utilization * 1000) / 10,
      memoryMegabytes: Math.round(process.memoryUsage.rss() / 1e5) / 10,
      visitors: this.listenerCount('event'),
    };
    this.#events = [...this.#events, event].slice(-kept);
    this.emit('event', event);
  }
}

export const feed = new Feed();
feed.setMaxListeners(0); // one for each visitor
