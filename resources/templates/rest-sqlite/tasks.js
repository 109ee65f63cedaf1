import { json } from 'node:stream/consumers';
import * as tasks from './store/tasks.js';

const bodyLimit = 100_000; // bytes

class BadRequest extends Error {
  constructor(message, status = 400) {
    super(message);
    this.status = status;
  }
}

// The REST API: the path names a thing, the method says what to do with it.
const routes = [
  ['GET', '/api/tasks', () => [200, tasks.all()]],
  ['POST', '/api/tasks', (id, body) => {
    const task = tasks.add(checkedTitle(body?.title));
    return [201, task, { Location: `/api/tasks/${task.id}` }];
  }],
  ['GET', '/api/tasks/:id', (id) => [200, existing(tasks.find(id), id)]],
  ['PATCH', '/api/tasks/:id', (id, body) => {
    if (typeof body?.done !== 'boolean') {
      throw new BadRequest('Say whether the task is done: true or false.');
    }
    return [200, existing(tasks.setDone(id, body.done), id)];
  }],
  ['DELETE', '/api/tasks/:id', (id) => {
    existing(tasks.remove(id), id);
    return [204];
  }],
].map(([method, pathname, run]) => ({ method, pattern: new URLPattern({ pathname }), run }));

// Responds if the path belongs to the API; returns false if it does not.
export async function handleTasks(req, res, pathname) {
  const matching = routes.filter((route) => route.pattern.test({ pathname }));
  if (matching.length === 0) {
    return false;
  }
  const route = matching.find(({ method }) => method === req.method);
  if (!route) {
    res.setHeader('Allow', matching.map(({ method }) => method).join(', '));
    throw new BadRequest(`${req.method} is not possible here.`, 405);
  }
  const { id } = route.pattern.exec({ pathname }).pathname.groups;
  const [status, value, headers] = route.run(Number(id), await bodyOf(req));
  res.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  res.end(value === undefined ? undefined : JSON.stringify(value));
  return true;
}

async function bodyOf(req) {
  const length = Number(req.headers['content-length'] ?? 0);
  if (length > bodyLimit || req.headers['transfer-encoding']) {
    throw new BadRequest(`A body has at most ${bodyLimit} bytes and says how many.`, 413);
  }
  if (length === 0) {
    return undefined;
  }
  try {
    return await json(req);
  } catch {
    throw new BadRequest('The body is not JSON.');
  }
}

function checkedTitle(title) {
  if (typeof title !== 'string' || title.trim() === '') {
    throw new BadRequest('A task needs a title.');
  }
  return title.trim();
}

function existing(task, id) {
  if (!task) {
    throw new BadRequest(`There is no task ${id}.`, 404);
  }
  return task;
}
