const { createReadStream } = require('node:fs');
const http = require('node:http');
const path = require('node:path');

const port = Number(process.env.PORT || 3000);

// The files that visitors may have, by the path in the address.
const files = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/icon.svg': ['icon.svg', 'image/svg+xml'],
  '/requests.js': ['requests.js', 'text/javascript; charset=utf-8'],
  '/style.css': ['style.css', 'text/css; charset=utf-8'],
};

// Node calls this function once for each request.
function handleRequest(req, res) {
  const url = URL.parse(req.url, 'http://localhost');
  const route = `${req.method} ${url?.pathname}`;

  if (route === 'GET /hello') {
    const name = url.searchParams.get('name') || 'world';
    sendText(res, 200, `Hello, ${name}!`);
  } else if (route === 'GET /time') {
    sendJson(res, 200, { now: new Date().toISOString(), upSeconds: process.uptime() });
  } else if (route === 'POST /echo') {
    // The body arrives in pieces, and each piece leaves as soon as it is here.
    res.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' });
    req.pipe(res);
  } else if (req.method === 'GET' && Object.hasOwn(files, url?.pathname)) {
    sendFile(res, ...files[url.pathname]);
  } else {
    sendText(res, 404, `Nothing here responds to ${req.method} ${req.url}`);
  }
}

function sendText(res, status, text) {
  res.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  res.end(`${text}\n`);
}

function sendJson(res, status, value) {
  res.writeHead(status, { 'Content-Type': 'application/json' });
  res.end(JSON.stringify(value));
}

function sendFile(res, name, type) {
  const file = createReadStream(path.join(__dirname, 'public', name));
  file.once('open', () => res.writeHead(200, { 'Content-Type': type }));
  file.once('error', () => sendText(res, 500, `${name} cannot be read.`));
  file.pipe(res);
}

const server = http.createServer(handleRequest);

server.on('error', (error) => {
  if (error.code !== 'EADDRINUSE') {
    throw error;
  }
  console.error(`Port ${port} is in use by another program. Stop it, or set PORT to another number.`);
  process.exitCode = 1;
});

server.listen(port, '127.0.0.1', () => {
  console.log(`Listening on http://127.0.0.1:${server.address().port}`);
});

module.exports = { server };
