const shown = 60;
const times = [];
const output = document.querySelector('#ping');
const line = document.querySelector('#plot polyline');

async function ping() {
  const start = performance.now();
  try {
    await (await fetch('/ping')).json();
  } catch {
    output.textContent = 'no response';
    return;
  }
  times.push(performance.now() - start);
  times.splice(0, times.length - shown);
  show();
}

function show() {
  const longest = Math.max(50, ...times);
  output.textContent = `${times.at(-1).toFixed(1)} ms`;
  const points = times.map((time, index) => `${index},${20 - (time / longest) * 19}`);
  line.setAttribute('points', points.join(' '));
}

for (;;) {
  await ping();
  await new Promise((resolve) => setTimeout(resolve, 250));
}
