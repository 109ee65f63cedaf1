const { createReadStream } = require('node:fs');
const http = require('node:http');
const path = require('node:path');

const port = Number(process.env.PORT || 3000);
let count = 0; // each worker has its own: processes share no variables

const files = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/client.js': ['client.js', 'text/javascript; charset=utf-8'],
  '/icon.svg': ['icon.svg', 'image/svg+xml'],
  '/style.css': ['style.css', 'text/css; charset=utf-8'],
};

const server = http.createServer((req, res) => {
  const pathname = URL.parse(req.url, 'http://localhost')?.pathname;
  if (pathname === '/work') {
    count++;
    sendJson(res, 200, { pid: process.pid, count });
  } else if (pathname === '/crash' && req.method === 'POST') {
    sendJson(res, 202, { pid: process.pid, ends: true });
    res.on('close', () => {
      throw new Error('This worker ends on purpose. The primary starts another one.');
    });
  } else if (Object.hasOwn(files, pathname)) {
    const [name, type] = files[pathname];
    res.writeHead(200, { 'Content-Type': type });
    createReadStream(path.join(__dirname, 'public', name)).pipe(res);
  } else {
    sendJson(res, 404, { error: `Nothing responds to ${req.method} ${pathname} here.` });
  }
});

function sendJson(res, status, value) {
  // A connection stays with its worker, so each response closes its own: the next may go elsewhere.
  res.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' });
  res.end(JSON.stringify(value));
}

server.on('error', (error) => {
  if (error.code === 'EADDRINUSE') {
    console.error(`Port ${port} is in use by another program. Stop it, or set PORT to another number.`);
    process.exit(1);
  }
  throw error;
});

server.listen(port, '127.0.0.1');
