import { readFile } from 'node:fs/promises';
import { handler } from './handler.js';
import { invoke } from './platform.js';

// Calls the handler once, with an event from a file: node invoke.js events/hello.json
const [file = 'events/hello.json'] = process.argv.slice(2);
const event = JSON.parse(await readFile(file, 'utf8'));
const { statusCode, headers, body } = await invoke(handler, event);

console.log(statusCode, headers);
console.log(body);
