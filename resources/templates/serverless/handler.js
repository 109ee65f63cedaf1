// A serverless function: the platform calls it with an event, once for each request, and turns what
// it returns into the response. It never listens on a port itself.
//
// The event has the shape that HTTP gateways of the large platforms use.

// Runs once in each new instance of the function ("cold start"). Put what is slow to set up here.
const startedAt = Date.now();
let calls = 0; // lives as long as the instance, which may end at any time: no place for data

export async function handler(event, context) {
  calls++;
  const { method, path } = event.requestContext.http;
  if (method === 'GET' && path === '/hello') {
    const name = event.queryStringParameters?.name || 'world';
    return json(200, { message: `Hello, ${name}!`, calls, instanceAgeMs: Date.now() - startedAt });
  }
  if (method === 'POST' && path === '/sum') {
    return sum(event);
  }
  if (method === 'GET' && path === '/patience') {
    return json(200, { remainingMs: context.getRemainingTimeInMillis() });
  }
  if (method === 'GET' && path === '/fail') {
    throw new Error('This route fails on purpose. The platform responds with 502.');
  }
  return json(404, { error: `Nothing responds to ${method} ${path} here.` });
}

function sum(event) {
  const body = event.isBase64Encoded
    ? Buffer.from(event.body, 'base64').toString()
    : event.body ?? '';
  let numbers;
  try {
    numbers = JSON.parse(body);
  } catch {
    return json(400, { error: 'The body is not JSON.' });
  }
  if (!Array.isArray(numbers) || !numbers.every(Number.isFinite)) {
    return json(400, { error: 'Send a list of numbers.' });
  }
  return json(200, { sum: numbers.reduce((before, number) => before + number, 0) });
}

function json(statusCode, value) {
  return {
    statusCode,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  };
}
