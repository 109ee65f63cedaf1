// Tasks live in memory and are gone when the server stops. A database would take this file's place.
const tasks = new Map();
let nextId = 1;

export function all() {
  return [...tasks.values()];
}

export function find(id) {
  return tasks.get(id);
}

export function add(title) {
  const task = { id: nextId++, title, done: false };
  tasks.set(task.id, task);
  return task;
}

export function remove(id) {
  return tasks.delete(id);
}

add('Send a request and watch it arrive');
add('Add a route of your own');
