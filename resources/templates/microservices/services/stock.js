import { setTimeout as wait } from 'node:timers/promises';
import { sendJson, serve } from './serve.js';

// Knows how many pieces there are of each thing. Only other services talk to it.
const stock = new Map([
  ['tea', 12],
  ['coffee', 3],
  ['cocoa', 0],
]);

// What /slow does, for as long as it is on: each response takes longer than the shop waits.
let delayMs = 0;

serve('stock', 3001, async (req, res) => {
  const [, kind, name] = req.url.split('/');
  if (req.method === 'POST' && kind === 'slow') {
    delayMs = delayMs ? 0 : 3000;
    sendJson(res, 200, { delayMs });
    return;
  }
  await wait(delayMs);
  if (kind !== 'stock' || !stock.has(name)) {
    sendJson(res, 404, { error: `There is no "${name}".` });
  } else if (req.method === 'GET') {
    sendJson(res, 200, { name, pieces: stock.get(name) });
  } else if (req.method === 'DELETE') {
    take(res, name);
  } else {
    sendJson(res, 405, { error: `${req.method} is not possible here.` });
  }
});

function take(res, name) {
  const pieces = stock.get(name);
  if (pieces === 0) {
    sendJson(res, 409, { error: `There is no ${name} left.` });
    return;
  }
  stock.set(name, pieces - 1);
  sendJson(res, 200, { name, pieces: pieces - 1 });
}
