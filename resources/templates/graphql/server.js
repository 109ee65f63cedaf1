import http from 'node:http';
import { createHandler } from 'graphql-http/lib/use/http';
import { listen } from './listen.js';
import { sendPage } from './pages.js';
import { createContext, schema } from './schema.js';

// All queries go to one path. What they may ask for is in the schema.
const handleQuery = createHandler({
  schema,
  context: () => createContext(), // a new one for each request
});

export const server = http.createServer(async (req, res) => {
  const pathname = URL.parse(req.url, 'http://localhost')?.pathname ?? '';
  if (pathname === '/graphql') {
    await handleQuery(req, res);
  } else if (!(await sendPage(res, pathname))) {
    res.writeHead(404, { 'Content-Type': 'text/plain' });
    res.end('Not found\n');
  }
});

listen(server);
