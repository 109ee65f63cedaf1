const cluster = require('node:cluster');
const { availableParallelism } = require('node:os');

// This file runs in each process: once as the primary, which starts the others, and in each worker.
if (cluster.isPrimary) {
  startWorkers();
} else {
  require('./worker.js');
}

function startWorkers() {
  const count = Number(process.env.WORKERS) || Math.min(4, availableParallelism());
  let ready = 0;
  for (let i = 0; i < count; i++) {
    cluster.fork();
  }

  // All workers listen at the same address. The primary hands each connection to the next one.
  cluster.on('listening', (worker, { port }) => {
    console.log(`Worker ${worker.process.pid} is ready.`);
    if (++ready === count) {
      console.log(`Listening on http://127.0.0.1:${port}`);
    }
  });

  cluster.on('exit', (worker, code, signal) => {
    if (worker.exitedAfterDisconnect) {
      return; // It was asked to.
    }
    console.log(`Worker ${worker.process.pid} has ended (${signal ?? code}).`);
    if (ready === 0) {
      process.exitCode = code; // None can start: starting more would not help.
      return;
    }
    cluster.fork();
  });
}
