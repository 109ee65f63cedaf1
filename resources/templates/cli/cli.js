#!/usr/bin/env node
import { createReadStream } from 'node:fs';
import { parseArgs, styleText } from 'node:util';
import { count, total } from './count.js';

const help = `Usage: textcount [option...] [file...]

Counts lines, words and characters. Reads the standard input without a file, or for "-".

  -l, --lines      only lines
  -w, --words      only words
  -c, --chars      only characters
      --json       prints JSON
  -h, --help       prints this text
`;

const columns = ['lines', 'words', 'chars'];

// Throws for options that do not exist.
function readArguments() {
  return parseArgs({
    allowPositionals: true,
    options: {
      lines: { type: 'boolean', short: 'l' },
      words: { type: 'boolean', short: 'w' },
      chars: { type: 'boolean', short: 'c' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

async function countAll(names) {
  const results = [];
  for (const name of names) {
    try {
      const input = name === '-' ? process.stdin : createReadStream(name);
      results.push({ name, ...(await count(input)) });
    } catch (error) {
      // One file that cannot be read does not keep the others from being counted.
      complain(`${name}: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}`);
      process.exitCode = 1;
    }
  }
  return results;
}

function printTable(results, shown) {
  const rows = results.length > 1 ? [...results, { name: 'total', ...total(results) }] : results;
  for (const row of rows) {
    const figures = shown.map((column) => String(row[column]).padStart(8)).join('');
    // Colours only where somebody reads them: styleText looks at the terminal and at NO_COLOR.
    console.log(`${styleText('cyan', figures, { stream: process.stdout })}  ${row.name}`);
  }
}

// Results go to the standard output and problems to the standard error, so that they stay apart in
// pipes.
function complain(text) {
  console.error(`textcount: ${text}`);
}

let options;
try {
  options = readArguments();
} catch (error) {
  complain(`${error.message.split('.')[0]}. Try --help.`);
  process.exit(2);
}

const { values, positionals } = options;
if (values.help) {
  console.log(help.trimEnd());
} else {
  const results = await countAll(positionals.length > 0 ? positionals : ['-']);
  const chosen = columns.filter((column) => values[column]);
  if (values.json) {
    console.log(JSON.stringify(results));
  } else {
    printTable(results, chosen.length > 0 ? chosen : columns);
  }
}
