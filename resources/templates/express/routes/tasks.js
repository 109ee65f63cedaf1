import { Router } from 'express';
import * as tasks from '../store/tasks.js';

const router = Router();

// Runs for each route below that has :id in its path.
router.param('id', (req, res, next, id) => {
  req.task = tasks.find(Number(id));
  if (!req.task) {
    return res.status(404).json({ error: `There is no task ${id}.` });
  }
  next();
});

router.get('/', (req, res) => {
  res.json(tasks.all());
});

router.post('/', (req, res) => {
  const title = req.body?.title;
  if (typeof title !== 'string' || title.trim() === '') {
    return res.status(400).json({ error: 'A task needs a title.' });
  }
  const task = tasks.add(title.trim());
  res.status(201).location(`/api/tasks/${task.id}`).json(task);
});

router.get('/:id', (req, res) => {
  res.json(req.task);
});

router.patch('/:id', (req, res) => {
  if (typeof req.body?.done !== 'boolean') {
    return res.status(400).json({ error: 'Say whether the task is done: true or false.' });
  }
  req.task.done = req.body.done;
  res.json(req.task);
});

router.delete('/:id', (req, res) => {
  tasks.remove(req.task.id);
  res.status(204).end();
});

export default router;
