import http from 'node:http';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { listen } from './listen.js';
import { sendPage } from './pages.js';
import { readings } from './readings.js';
import { Meter, Slow, ToCsv, summaryOf } from './stages.js';

export const server = http.createServer(async (req, res) => {
  const { pathname, searchParams } = URL.parse(req.url, 'http://localhost') ?? {};
  try {
    if (pathname === '/readings.csv') {
      await sendReadings(req, res, searchParams);
    } else if (pathname === '/summary' && req.method === 'POST') {
      sendJson(res, 200, await summaryOf(req));
    } else if (!(await sendPage(res, pathname ?? ''))) {
      sendJson(res, 404, { error: `Nothing responds to ${req.method} ${pathname} here.` });
    }
  } catch (error) {
    if (error.code === 'ERR_STREAM_PREMATURE_CLOSE') {
      console.log('The visitor left before the end; the pipeline was taken down.');
    } else {
      console.error(error);
      res.destroy();
    }
  }
});

// Any number of rows in little memory: a stage takes the next piece only when the one after it has
// room. That is backpressure, and pipeline() does it, from the socket back to the generator.
async function sendReadings(req, res, options) {
  const rows = Math.min(Number(options.get('rows')) || 100_000, 10_000_000);
  const meter = new Meter();
  const stages = [readings(rows), new ToCsv(), meter];
  if (options.has('slow')) {
    stages.push(new Slow());
  }
  res.setHeader('Content-Type', 'text/csv');
  if (/\bgzip\b/.test(req.headers['accept-encoding'])) {
    res.setHeader('Content-Encoding', 'gzip');
    stages.push(createGzip());
  }
  await pipeline(...stages, res);
  console.log(`${rows} rows, ${meter}`);
}

function sendJson(res, status, value) {
  res.writeHead(status, { 'Content-Type': 'application/json' });
  res.end(JSON.stringify(value));
}

listen(server);
