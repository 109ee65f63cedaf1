import { errorPage } from './errorpage.js';

// Reached when nothing above has answered.
export function handleNotFound(req, res) {
  sendError(req, res, 404, `Nothing answers ${req.method} ${req.path} here.`);
}

// Express knows an error handler by its four parameters. What a route throws ends up here, also from
// async functions.
export function handleError(error, req, res, next) {
  if (res.headersSent) {
    return next(error); // Half of the answer is out already: Express closes the connection.
  }
  const status = error.status ?? 500;
  if (status >= 500) {
    console.error(error);
  }
  // Visitors are told about their own mistakes, not about what is inside the server.
  sendError(req, res, status, status < 500 ? error.message : 'Something went wrong on the server.');
}

function sendError(req, res, status, message) {
  res.status(status);
  if (req.accepts(['json', 'html']) === 'html') {
    res.send(errorPage(status, message));
  } else {
    res.json({ error: message });
  }
}
