const list = document.querySelector('#tasks');
const form = document.querySelector('#add');
const answer = document.querySelector('#answer');

function send(method, path, body) {
  return fetch(path, {
    method,
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body: method === 'GET' ? undefined : JSON.stringify(body ?? {}),
  });
}

async function showTasks() {
  const response = await send('GET', '/api/tasks');
  const tasks = await response.json();
  list.replaceChildren(...tasks.map(taskRow));
}

function taskRow(task) {
  const path = `/api/tasks/${task.id}`;
  const row = document.createElement('li');
  const label = document.createElement('label');
  const box = document.createElement('input');
  const remove = document.createElement('button');

  box.type = 'checkbox';
  box.checked = task.done;
  box.addEventListener('change', () => send('PATCH', path, { done: box.checked }));
  label.append(box, task.title);

  remove.type = 'button';
  remove.textContent = 'Remove';
  remove.addEventListener('click', async () => {
    await send('DELETE', path);
    await showTasks();
  });

  row.append(label, remove);
  return row;
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  await send('POST', '/api/tasks', { title: form.elements.title.value });
  form.reset();
  await showTasks();
});

for (const button of document.querySelectorAll('[data-path]')) {
  button.addEventListener('click', async () => {
    const response = await send(button.dataset.method, button.dataset.path);
    const body = JSON.stringify(await response.json(), null, 2);
    answer.textContent = `${response.status} ${response.statusText}\n\n${body}`;
  });
}

await showTasks();
