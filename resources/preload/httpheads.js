// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The body of a function (process, require, native), called before http.js, which gets these
// functions as `native.heads`: what the heads of requests and responses say.
'use strict';

const { internalBinding } = native;
const { getOwnPropertyDescriptor } = Reflect;

native.heads = { bodySizeOf, headFromParser, headIn, routeOf, sentSizeOf };

// -1: unknown.
function bodySizeOf({ rawHeaders, complete }) {
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const { length } = rawHeaders[i];
    if (length === 14 && rawHeaders[i].toLowerCase() === 'content-length')
      return complete ? +rawHeaders[i + 1] : -1;
    if (length === 17 && rawHeaders[i].toLowerCase() === 'transfer-encoding')
      return -1;
  }
  return 0;
}

function sentSizeOf({ _contentLength: length, _hasBody: hasBody }) {
  if (!hasBody)
    return 0;
  return typeof length === 'number' ? length : -1;
}

// The pattern of an Express route that has matched. A getter of the program must not run.
function routeOf(request) {
  const path = ownValue(ownValue(request, 'route'), 'path');
  if (typeof path !== 'string')
    return undefined;
  const base = ownValue(request, 'baseUrl');
  return typeof base === 'string' ? base + path : path;
}

function ownValue(object, name) {
  return typeof object === 'object' && object !== null ? getOwnPropertyDescriptor(object, name)?.value : undefined;
}

// What is known of a refused request: method, URL and version from the bytes in which Node found the error.
// The last line that begins a request counts, because heads before it were complete.
// `earlier` is the complete request before it. The bytes may begin with that one, when the client
// did not wait for its response.
function headIn(bytes, earlier) {
  const text = bytes.latin1Slice(0, bytes.length);
  const line = Array.from(text.matchAll(/(?<=^|\r\n)([A-Z-]+) (\S+) HTTP\/(\d)\.(\d)(?=\r\n)/g)).at(-1);
  const [, method, url, major, minor] = line ?? [];
  const isEarlier = line !== undefined && method === earlier?.method && url === earlier.url &&
      /\r\n\r\n[^]/.test(text.slice(line.index));
  return isEarlier ? [] : [undefined, method, url, +major, +minor];
}

// The connection has ended while the parser waits for the rest of a head. The end of a head makes
// it report what it has.
function headFromParser(parser) {
  const { allMethods } = internalBinding('http_parser');
  const { kOnHeaders, kOnHeadersComplete, kOnMessageComplete } = parser.constructor;
  const before = [kOnHeaders, kOnHeadersComplete, kOnMessageComplete].map(key => [key, parser[key]]);
  const headers = [];
  let head = [];
  let target = '';
  parser[kOnHeaders] = (some, url) => { headers.push(...some); target += url; };
  parser[kOnHeadersComplete] = (major, minor, some, method, url) => {
    head = [some ?? headers, allMethods[method], url ?? target, major, minor];
    return 1; // no body
  };
  parser[kOnMessageComplete] = undefined;
  parser.execute(require('buffer').Buffer.from('\r\n\r\n'));
  for (const [key, value] of before)
    parser[key] = value;
  return head;
}
