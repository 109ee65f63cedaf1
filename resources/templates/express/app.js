import path from 'node:path';
import express from 'express';
import { handleError, handleNotFound } from './errors.js';
import tasks from './routes/tasks.js';

const port = Number(process.env.PORT || 3000);
const app = express();
app.disable('x-powered-by');

// A request passes through these from top to bottom until one of them answers.
app.use(express.static(path.join(import.meta.dirname, 'public')));
app.use(express.json());
app.use('/api/tasks', tasks);
app.get('/api/fail', () => {
  throw new Error('This route fails on purpose, to show what the error handler does.');
});
app.use(handleNotFound);
app.use(handleError);

export const server = app.listen(port, '127.0.0.1', (error) => {
  if (error?.code === 'EADDRINUSE') {
    console.error(`Port ${port} is in use by another program. Stop it, or set PORT to another number.`);
    process.exitCode = 1;
  } else if (error) {
    throw error;
  } else {
    console.log(`Listening on http://127.0.0.1:${server.address().port}`);
  }
});
