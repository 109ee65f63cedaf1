const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { test } = require('node:test');

test('the lines come in their order', () => {
  const { stdout, status } = spawnSync(process.execPath, [path.join(__dirname, 'script.js')], {
    encoding: 'utf8',
  });
  assert.equal(status, 0);
  const numbers = stdout.trimEnd().split('\n').map((line) => Number.parseInt(line, 10));
  assert.deepEqual(numbers, [1, 2, 3, 4, 5, 6, 7]);
});
