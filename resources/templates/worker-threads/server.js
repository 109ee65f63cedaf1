import http from 'node:http';
import { listen } from './listen.js';
import { sendPage } from './pages.js';
import { Pool } from './pool.js';
import { countPrimes } from './primes.js';

const pool = new Pool(new URL('./worker.js', import.meta.url));

export const server = http.createServer(async (req, res) => {
  const { pathname, searchParams } = URL.parse(req.url, 'http://localhost') ?? {};
  const limit = Math.min(Number(searchParams?.get('limit')) || 1_000_000, 20_000_000);
  try {
    if (pathname === '/ping') {
      sendJson(res, 200, { pong: true });
    } else if (pathname === '/on-the-loop') {
      // The loop does nothing else until this returns: all other visitors wait.
      sendJson(res, 200, { limit, primes: countPrimes(limit) });
    } else if (pathname === '/in-a-worker') {
      sendJson(res, 200, { limit, primes: await pool.run(limit) });
    } else if (!(await sendPage(res, pathname ?? ''))) {
      sendJson(res, 404, { error: `Nothing responds to ${req.method} ${pathname} here.` });
    }
  } catch (error) {
    console.error(error);
    sendJson(res, 500, { error: 'Something went wrong on the server.' });
  }
});

function sendJson(res, status, value) {
  res.writeHead(status, { 'Content-Type': 'application/json' });
  res.end(JSON.stringify(value));
}

server.on('close', () => pool.close());
listen(server);
