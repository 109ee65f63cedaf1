import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

// The database is one file. DATABASE=:memory: keeps it in memory instead, which tests do.
const file = process.env.DATABASE || path.join(import.meta.dirname, '../data/tasks.db');
if (file !== ':memory:') {
  mkdirSync(path.dirname(file), { recursive: true });
}

const database = new DatabaseSync(file);
database.exec(`
  PRAGMA journal_mode = WAL;
  CREATE TABLE IF NOT EXISTS tasks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    done INTEGER NOT NULL DEFAULT 0
  ) STRICT;
`);

// Statements are prepared once. Values go in for the question marks and never into the text, so
// that no title can change what a statement does.
const selectAll = database.prepare('SELECT * FROM tasks ORDER BY id');
const selectOne = database.prepare('SELECT * FROM tasks WHERE id = ?');
const insert = database.prepare('INSERT INTO tasks (title) VALUES (?) RETURNING *');
const update = database.prepare('UPDATE tasks SET done = ? WHERE id = ? RETURNING *');
const deleteOne = database.prepare('DELETE FROM tasks WHERE id = ? RETURNING *');

// A row as the API shows it: SQLite has no booleans.
function toTask(row) {
  return row && { id: row.id, title: row.title, done: row.done === 1 };
}

export function all() {
  return selectAll.all().map(toTask);
}

export function find(id) {
  return toTask(selectOne.get(id));
}

export function add(title) {
  return toTask(insert.get(title));
}

// These two return the task, or undefined if there is none.
export function setDone(id, done) {
  return toTask(update.get(done ? 1 : 0, id));
}

export function remove(id) {
  return toTask(deleteOne.get(id));
}

if (all().length === 0) {
  add('Send a request and watch it arrive');
  add('Stop the server, start it again, and find this task here');
}
