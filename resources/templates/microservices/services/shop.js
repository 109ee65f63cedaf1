import { sendPage } from '../pages.js';
import { sendJson, serve } from './serve.js';

const stockUrl = process.env.STOCK_URL || 'http://127.0.0.1:3001';
const patienceMs = 1000;

// What visitors talk to. It keeps no stock of its own and asks the other service.
serve('shop', 3000, async (req, res, id) => {
  const pathname = URL.parse(req.url, 'http://localhost')?.pathname ?? '';
  const [, kind, name] = pathname.split('/');
  if (kind === 'products' && name) {
    await passOn(res, await askStock('GET', `/stock/${name}`, id));
  } else if (kind === 'orders' && name && req.method === 'POST') {
    await passOn(res, await askStock('DELETE', `/stock/${name}`, id));
  } else if (kind === 'slow' && req.method === 'POST') {
    await passOn(res, await askStock('POST', '/slow', id));
  } else if (!(await sendPage(res, pathname))) {
    sendJson(res, 404, { error: `Nothing responds to ${req.method} ${pathname} here.` });
  }
});

// Other services can be slow or gone. A call has an end, and its failure is not ours: 504 and 502.
async function askStock(method, path, id) {
  try {
    return await fetch(stockUrl + path, {
      method,
      headers: { 'X-Request-Id': id }, // the same id in the logs of all services
      signal: AbortSignal.timeout(patienceMs),
    });
  } catch (error) {
    const late = error.name === 'TimeoutError';
    throw Object.assign(new Error(late ? 'The stock is too slow.' : 'The stock cannot be reached.'), {
      status: late ? 504 : 502,
    });
  }
}

async function passOn(res, response) {
  sendJson(res, response.status, await response.json());
}
