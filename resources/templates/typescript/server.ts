import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isUnit, convert, units, type Unit } from './temperature.ts';

interface Result {
  status: number;
  body: Conversion | Problem;
}

interface Conversion {
  value: number;
  from: Unit;
  to: Unit;
  result: number;
}

interface Problem {
  error: string;
}

const port = Number(process.env.PORT || 3000);

// What a client sends is text. From here on the types say what it is.
function respondTo(method: string | undefined, url: URL | null): Result {
  if (method !== 'GET' || url?.pathname !== '/convert') {
    return problem(404, 'Try /convert?value=20&from=celsius&to=fahrenheit');
  }
  const value = Number(url.searchParams.get('value') || NaN);
  const from = url.searchParams.get('from') ?? '';
  const to = url.searchParams.get('to') ?? '';
  if (!Number.isFinite(value)) {
    return problem(400, 'The value is not a number.');
  }
  if (!isUnit(from) || !isUnit(to)) {
    return problem(400, `The units are ${units.join(', ')}.`);
  }
  return { status: 200, body: { value, from, to, result: convert(value, from, to) } };
}

function problem(status: number, error: string): Result {
  return { status, body: { error } };
}

function send(res: ServerResponse, { status, body }: Result): void {
  res.writeHead(status, { 'Content-Type': 'application/json' });
  res.end(JSON.stringify(body));
}

export const server = http.createServer((req: IncomingMessage, res: ServerResponse) => {
  send(res, respondTo(req.method, URL.parse(req.url ?? '', 'http://localhost')));
});

server.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EADDRINUSE') {
    throw error;
  }
  console.error(`Port ${port} is in use by another program. Stop it, or set PORT to another number.`);
  process.exitCode = 1;
});

server.listen(port, '127.0.0.1', () => {
  const { port: chosen } = server.address() as AddressInfo;
  console.log(`Listening on http://127.0.0.1:${chosen}/convert?value=20&from=celsius&to=fahrenheit`);
});
