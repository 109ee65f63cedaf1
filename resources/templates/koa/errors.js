import { errorPage } from './errorpage.js';

// The outermost middleware: sees whatever the ones inside throw, and what none of them answered.
export async function answerErrors(ctx, next) {
  try {
    await next();
    if (ctx.status === 404 && ctx.body == null) {
      sendError(ctx, 404, `Nothing answers ${ctx.method} ${ctx.path} here.`);
    }
  } catch (error) {
    const status = error.status ?? 500;
    // Visitors are told about their own mistakes, not about what is inside the server.
    sendError(ctx, status, status < 500 ? error.message : 'Something went wrong on the server.');
    if (status >= 500) {
      ctx.app.emit('error', error, ctx); // Koa logs it.
    }
  }
}

function sendError(ctx, status, message) {
  ctx.status = status;
  if (ctx.accepts('json', 'html') === 'html') {
    ctx.type = 'html';
    ctx.body = errorPage(status, message);
  } else {
    ctx.body = { error: message };
  }
}
