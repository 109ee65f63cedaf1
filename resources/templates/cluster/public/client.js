const list = document.querySelector('#workers');
const answer = document.querySelector('#answer');
const counts = new Map(); // by process id

function show() {
  const rows = [...counts].map(([pid, count]) => {
    const row = document.createElement('li');
    const label = document.createElement('span');
    const bar = document.createElement('meter');
    label.textContent = `Process ${pid}: ${count}`;
    bar.max = Math.max(...counts.values());
    bar.value = count;
    row.append(label, bar);
    return row;
  });
  list.replaceChildren(...rows);
}

document.querySelector('#send').addEventListener('click', async () => {
  for (let i = 0; i < 20; i++) {
    const { pid } = await (await fetch('/work')).json();
    counts.set(pid, (counts.get(pid) ?? 0) + 1);
    show();
  }
});

document.querySelector('#crash').addEventListener('click', async () => {
  const { pid } = await (await fetch('/crash', { method: 'POST' })).json();
  counts.delete(pid);
  answer.textContent = `Process ${pid} has ended. The primary starts another one.`;
});
