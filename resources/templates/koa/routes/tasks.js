import Router from '@koa/router';
import * as tasks from '../store/tasks.js';

const router = new Router({ prefix: '/api' });

// Runs for each route below that has :id in its path.
router.param('id', (id, ctx, next) => {
  ctx.state.task = tasks.find(Number(id));
  ctx.assert(ctx.state.task, 404, `There is no task ${id}.`);
  return next();
});

router.get('/tasks', (ctx) => {
  ctx.body = tasks.all();
});

router.post('/tasks', (ctx) => {
  const title = ctx.request.body?.title;
  ctx.assert(typeof title === 'string' && title.trim() !== '', 400, 'A task needs a title.');
  const task = tasks.add(title.trim());
  ctx.status = 201;
  ctx.set('Location', `/api/tasks/${task.id}`);
  ctx.body = task;
});

router.get('/tasks/:id', (ctx) => {
  ctx.body = ctx.state.task;
});

router.patch('/tasks/:id', (ctx) => {
  const done = ctx.request.body?.done;
  ctx.assert(typeof done === 'boolean', 400, 'Say whether the task is done: true or false.');
  ctx.state.task.done = done;
  ctx.body = ctx.state.task;
});

router.delete('/tasks/:id', (ctx) => {
  tasks.remove(ctx.state.task.id);
  ctx.status = 204;
});

router.get('/fail', () => {
  throw new Error('This route fails on purpose, to show what the error handler does.');
});

export default router;
