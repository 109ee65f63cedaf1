import http from 'node:http';
import { feed } from './feed.js';
import { listen } from './listen.js';
import { sendPage } from './pages.js';

const heartbeatMs = 15_000; // proxies close connections that are silent for longer

export const server = http.createServer(async (req, res) => {
  const pathname = URL.parse(req.url, 'http://localhost')?.pathname ?? '';
  if (pathname === '/events') {
    sendEvents(req, res);
  } else if (!(await sendPage(res, pathname))) {
    res.writeHead(404, { 'Content-Type': 'text/plain' });
    res.end('Not found\n');
  }
});

// A response that does not end: each event is a few lines of text and an empty line.
function sendEvents(req, res) {
  res.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
  });
  const send = (event) => res.write(`id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`);

  // A browser that lost the connection says which event it has seen last.
  for (const event of feed.after(Number(req.headers['last-event-id'] ?? NaN))) {
    send(event);
  }
  feed.on('event', send);
  const heartbeat = setInterval(() => res.write(': still here\n\n'), heartbeatMs);
  res.on('close', () => {
    feed.off('event', send);
    clearInterval(heartbeat);
  });
}

feed.start();
server.on('close', () => feed.stop());
listen(server);
