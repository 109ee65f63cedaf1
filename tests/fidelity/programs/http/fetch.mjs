// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import { createServer } from 'node:http';
const server = createServer(async (q, s) => {
  if (q.url === '/redirect') return s.writeHead(302, { Location: '/json' }).end();
  if (q.url === '/json') return s.setHeader('content-type', 'application/json').end('{"ok":true}');
  let body = ''; for await (const c of q) body += c;
  s.end(`${q.method} ${body} ${q.headers['user-agent']} ${q.headers['content-type']}`);
}).listen(0);
await new Promise((r) => server.on('listening', r));
const base = `http://127.0.0.1:${server.address().port}`;
const r = await fetch(base + '/redirect');
console.log(r.status, r.redirected, r.ok, await r.json());
console.log(await (await fetch(base, { method: 'POST', body: new URLSearchParams({ a: '1' }) })).text());
console.log(await (await fetch(base, { method: 'POST', body: JSON.stringify({}) })).text());
console.log(await (await fetch('data:text/plain,hi')).text());
try { await fetch('http://127.0.0.1:1'); } catch (e) { console.log(e.name, e.message, e.cause.code); }
try { await fetch(base, { signal: AbortSignal.abort() }); } catch (e) { console.log(e.name); }
server.closeAllConnections(); server.close();
