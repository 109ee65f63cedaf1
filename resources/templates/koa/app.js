import path from 'node:path';
import { bodyParser } from '@koa/bodyparser';
import Koa from 'koa';
import serve from 'koa-static';
import { answerErrors } from './errors.js';
import router from './routes/tasks.js';

const port = Number(process.env.PORT || 3000);
const app = new Koa();

// Each one wraps those after it: a request goes down the list, the answer comes back up.
app.use(answerErrors);
app.use(serve(path.join(import.meta.dirname, 'public')));
app.use(bodyParser());
app.use(router.routes());
app.use(router.allowedMethods());

export const server = app.listen(port, '127.0.0.1');

server.on('listening', () => {
  console.log(`Listening on http://127.0.0.1:${server.address().port}`);
});

server.on('error', (error) => {
  if (error.code !== 'EADDRINUSE') {
    throw error;
  }
  console.error(`Port ${port} is in use by another program. Stop it, or set PORT to another number.`);
  process.exitCode = 1;
});
