// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sends one request again and again to a server of this machine, and writes a line of JSON four
// times a second, and a last one at the end (panels/serverconsole/load/loadrun.cpp). The options
// come as JSON on standard input: { url, method, headers, body (base64), connections, seconds,
// rate (requests a second; 0: as fast as possible) }.
import autocannon from 'autocannon';
import { build } from 'hdr-histogram-js';
import { readFileSync } from 'node:fs';

const { url, method, headers, body, connections, seconds, rate } = JSON.parse(readFileSync(0, 'utf8'));
if (!/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname))
  throw new Error('The address is not one of this machine.');

const reportInterval = 250; // ms
const highestLatency = 600e6; // microseconds
const latencies = build({ lowestDiscernibleValue: 1, highestTrackableValue: highestLatency });
const counts = { responses: 0, failed: 0, errors: 0 };
const begin = performance.now();
let before = { responses: 0, time: begin };

function report(isLast) {
  const time = performance.now();
  const perSecond = (counts.responses - before.responses) * 1000 / Math.max(1, time - before.time);
  before = { responses: counts.responses, time };
  const of = (percentile) => (latencies.totalCount === 0 ? 0 : latencies.getValueAtPercentile(percentile));
  process.stdout.write(`${JSON.stringify({
    isLast,
    ms: Math.round(time - begin),
    ...counts,
    perSecond: isLast ? counts.responses * 1000 / Math.max(1, time - begin) : perSecond,
    p50: of(50),
    p90: of(90),
    p99: of(99),
    max: latencies.totalCount === 0 ? 0 : latencies.maxValue,
  })}\n`);
}

const load = autocannon({
  url,
  method,
  headers,
  body: body === '' ? undefined : Buffer.from(body, 'base64'),
  connections,
  duration: seconds,
  timeout: 60,
  ...(rate > 0 && { overallRate: rate }),
}, (error) => {
  clearInterval(timer);
  report(true);
  if (error)
    throw error;
});
const timer = setInterval(() => report(false), reportInterval);
load.on('response', (client, status, bytes, ms) => {
  ++counts.responses;
  if (status >= 400)
    ++counts.failed;
  latencies.recordValue(Math.min(highestLatency, Math.max(1, Math.round(ms * 1000))));
});
load.on('reqError', () => ++counts.errors);
process.on('SIGTERM', () => load.stop());
