import http from 'node:http';
import { handler } from './handler.js';
import { listen } from './listen.js';
import { sendPage } from './pages.js';
import { eventFrom, invoke } from './platform.js';

// The local invoker: turns each HTTP request into an event and calls the handler, as a platform does.
export const server = http.createServer(async (req, res) => {
  const event = await eventFrom(req);
  if (req.method === 'GET' && (await sendPage(res, event.rawPath))) {
    return;
  }
  const { statusCode, headers, body, isBase64Encoded } = await invoke(handler, event);
  res.writeHead(statusCode, headers);
  res.end(body, isBase64Encoded ? 'base64' : 'utf8');
});

listen(server);
