import { buffer } from 'node:stream/consumers';

const timeoutMs = 3000;

// What a platform does around a function: builds the event, limits the time, reports failures.

export async function eventFrom(req) {
  const url = URL.parse(req.url, 'http://localhost');
  const body = await buffer(req);
  const text = body.toString();
  const isText = Buffer.from(text).equals(body);
  return {
    version: '2.0',
    rawPath: url?.pathname ?? '/',
    rawQueryString: url?.search.slice(1) ?? '',
    queryStringParameters: Object.fromEntries(url?.searchParams ?? []),
    headers: req.headers,
    requestContext: { http: { method: req.method, path: url?.pathname ?? '/' } },
    body: body.length === 0 ? undefined : isText ? text : body.toString('base64'),
    isBase64Encoded: !isText,
  };
}

export async function invoke(handler, event) {
  const start = performance.now();
  const requestId = crypto.randomUUID();
  const context = {
    requestId,
    getRemainingTimeInMillis: () => Math.max(0, timeoutMs - (performance.now() - start)),
  };
  let result;
  try {
    result = await withTimeout(handler(event, context));
  } catch (error) {
    console.error(`${requestId} failed:`, error);
    result = { statusCode: 502, headers: { 'content-type': 'application/json' }, body: '{"error":"The function failed."}' };
  }
  console.log(`${requestId} ${result.statusCode} in ${(performance.now() - start).toFixed(1)} ms`);
  return result;
}

async function withTimeout(promise) {
  const { promise: late, reject } = Promise.withResolvers();
  const timer = setTimeout(() => reject(new Error(`No result after ${timeoutMs} ms`)), timeoutMs);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
