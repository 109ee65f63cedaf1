import http from 'node:http';

// What both services have in common: a server that responds with JSON, logs each request with its
// id, and says where it listens.
export function serve(name, defaultPort, handle) {
  const port = Number(process.env.PORT || defaultPort);

  const server = http.createServer(async (req, res) => {
    const id = req.headers['x-request-id'] ?? crypto.randomUUID().slice(0, 8);
    res.setHeader('X-Request-Id', id);
    try {
      await handle(req, res, id);
    } catch (error) {
      console.error(`[${name}] ${id} ${error.message}`);
      sendJson(res, error.status ?? 500, { error: error.status ? error.message : 'Something went wrong.' });
    }
    console.log(`[${name}] ${id} ${req.method} ${req.url} ${res.statusCode}`);
  });

  server.on('error', (error) => {
    console.error(
      error.code === 'EADDRINUSE'
        ? `[${name}] Port ${port} is in use by another program. Stop it, or set PORT to another number.`
        : error,
    );
    process.exit(1);
  });
  server.listen(port, '127.0.0.1', () => {
    const address = `http://127.0.0.1:${server.address().port}`;
    console.log(`[${name}] Listening on ${address}`);
    process.send?.({ address });
  });
  return server;
}

export function sendJson(res, status, value) {
  res.writeHead(status, { 'Content-Type': 'application/json' });
  res.end(JSON.stringify(value));
}
