import http from 'node:http';
import { errorPage } from './errorpage.js';
import { listen } from './listen.js';
import { sendPage } from './pages.js';
import { handleTasks } from './tasks.js';

export const server = http.createServer(async (req, res) => {
  try {
    await handle(req, res);
  } catch (error) {
    const status = error.status ?? 500;
    if (status >= 500) {
      console.error(error);
    }
    // Visitors learn about their own mistakes, not about what is inside the server.
    sendError(req, res, status, status < 500 ? error.message : 'Something went wrong on the server.');
  }
});

async function handle(req, res) {
  const pathname = URL.parse(req.url, 'http://localhost')?.pathname ?? '';
  if (pathname === '/api/fail') {
    throw new Error('This route fails on purpose, to show how errors are handled.');
  }
  if (await handleTasks(req, res, pathname)) {
    return;
  }
  if (req.method === 'GET' && (await sendPage(res, pathname))) {
    return;
  }
  sendError(req, res, 404, `Nothing responds to ${req.method} ${pathname} here.`);
}

function sendError(req, res, status, message) {
  if (res.headersSent) {
    res.destroy(); // Half of the response is out already.
    return;
  }
  const wantsHtml = req.headers.accept?.includes('text/html');
  res.writeHead(status, { 'Content-Type': wantsHtml ? 'text/html' : 'application/json' });
  res.end(wantsHtml ? errorPage(status, message) : JSON.stringify({ error: message }));
}

listen(server);
