import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

// Starts both services, each in a process of its own. In production something else does this, such
// as a container platform.
const services = [];

function start(name, env) {
  const service = fork(path.join(import.meta.dirname, 'services', `${name}.js`), {
    env: { ...process.env, ...env },
  });
  service.on('exit', (code) => {
    console.error(`${name} has ended (${code}).`);
    stopAll();
    process.exitCode = code || 1;
  });
  services.push(service);
  return service;
}

function stopAll() {
  for (const service of services) {
    service.removeAllListeners('exit');
    service.kill();
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    stopAll();
    process.exitCode = 0;
  });
}

// The shop has to know where the stock is. A service reports its address when it listens.
const stock = start('stock', { PORT: process.env.STOCK_PORT || '0' });
const [{ address }] = await once(stock, 'message');
start('shop', { STOCK_URL: address });
