// In which order does Node run these? Decide before you press Run.

const { readFile } = require('node:fs');

console.log('1. This script runs from top to bottom.');

process.nextTick(() => console.log('3. process.nextTick: after the script, before anything else'));

Promise.resolve().then(() => console.log('4. A promise: after all ticks'));

setTimeout(() => console.log('5. A timer: when the event loop comes to it'), 0);

readFile(__filename, () => {
  // Now the loop is in its poll phase. The check phase comes next, and timers in the next round.
  setTimeout(() => console.log('7. A timer: in the next round'), 0);
  setImmediate(() => console.log('6. setImmediate: in the check phase, right after poll'));
});

console.log('2. The script has ended. What waits now?');
