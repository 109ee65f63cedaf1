// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long the bundled TypeScript server takes to complete in a file of a thousand lines: the first
// time, from the start of its process, and then. The server alone, without the editor around it.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { median, row, verdict } from './figures.mjs';

const rounds = 7;
const nextRequests = 30;
const firstGoalMs = 250;
const nextGoalMs = 20;

const language = resolve(process.argv[2], 'share/looptide/language');
const folder = mkdtempSync(join(tmpdir(), 'looptide-completion-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const functions = Array.from({ length: 330 }, (_, i) =>
  `export function step${i}(value) {\n  return value + ${i};\n}\n`).join('');
const text = `import { readFile } from 'node:fs/promises';\nimport path from 'node:path';\n${functions}path.\n`;
const position = { line: text.split('\n').length - 2, character: 5 };
const file = join(folder, 'app.js');
writeFileSync(file, text);
writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
writeFileSync(join(folder, 'jsconfig.json'), JSON.stringify({
  compilerOptions: {
    module: 'nodenext', target: 'esnext', types: ['node'],
    typeRoots: [join(language, 'node_modules/@types')],
  },
}));

class Server {
  #process = spawn(join(language, 'typescript/tsc'), ['--lsp', '--stdio'],
                   { stdio: ['pipe', 'pipe', 'ignore'] });
  #waiting = new Map();
  #id = 0;

  constructor() {
    let buffer = Buffer.alloc(0);
    this.#process.stdout.on('data', bytes => {
      buffer = Buffer.concat([buffer, bytes]);
      for (;;) {
        const end = buffer.indexOf('\r\n\r\n');
        const length = end < 0 ? 0 : Number(/Content-Length: (\d+)/.exec(buffer.subarray(0, end))[1]);
        if (end < 0 || buffer.length < end + 4 + length)
          return;
        this.#take(JSON.parse(buffer.subarray(end + 4, end + 4 + length)));
        buffer = buffer.subarray(end + 4 + length);
      }
    });
  }

  #take(message) {
    if (message.method && message.id !== undefined)
      this.send({ id: message.id, result: message.method === 'workspace/configuration' ? message.params.items.map(() => null) : null });
    else
      this.#waiting.get(message.id)?.(message.result);
  }

  send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.#process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.#process.stdin.write(body);
  }

  request(method, params) {
    const id = ++this.#id;
    this.send({ id, method, params });
    return new Promise(resolve => this.#waiting.set(id, resolve));
  }

  end() {
    this.#process.kill();
  }
}

async function measure() {
  const uri = pathToFileURL(file).href;
  const complete = server => server.request('textDocument/completion', {
    textDocument: { uri }, position, context: { triggerKind: 2, triggerCharacter: '.' },
  });
  const begin = performance.now();
  const server = new Server();
  await server.request('initialize', {
    processId: process.pid, rootUri: pathToFileURL(folder).href, capabilities: {},
    initializationOptions: { disableAutomaticTypeAcquisition: true },
  });
  server.send({ method: 'initialized', params: {} });
  server.send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'javascript', version: 1, text } } });
  const list = await complete(server);
  const first = performance.now() - begin;
  if (!list?.items?.some(item => item.label === 'join'))
    throw new Error('The server did not complete "path.".');
  const next = [];
  for (let i = 0; i < nextRequests; ++i) {
    const start = performance.now();
    await complete(server);
    next.push(performance.now() - start);
  }
  server.end();
  return { first, next: median(next) };
}

const results = [];
for (let i = 0; i < rounds; ++i)
  results.push(await measure());
const first = median(results.map(result => result.first));
const next = median(results.map(result => result.next));
console.log(`Completion in a file of 1,000 lines: median of ${rounds} starts`);
row('', 'first', 'next');
row('TypeScript 7', `${first.toFixed(0)} ms`, `${next.toFixed(1)} ms`);
verdict(`the first within ${firstGoalMs} ms of the start (${first.toFixed(0)})`, first <= firstGoalMs);
verdict(`the next within ${nextGoalMs} ms (${next.toFixed(1)})`, next <= nextGoalMs);
