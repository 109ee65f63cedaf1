// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// { systemProxy } -> { settings: [{ name, value, source, file }], certificates, attempts: [...] }
// attempts: [{ how, ok, code, message }], at first "npm": a request to the registry as npm makes it.
// When that fails, it is tried with what may be wrong changed: "certificates" with the system's
// certificates (of the file certificates), "direct" without the proxy, "systemProxy" with the
// system's proxy (systemProxy: its address, or empty). Passwords are left out of all values.
'use strict';

const fs = require('node:fs');

const { codeOf, load, messageOf, quickly, run } = require('./common.js');

const names = ['registry', 'proxy', 'https-proxy', 'noproxy', 'cafile', 'strict-ssl', 'offline',
  'prefer-offline'];
const bundles = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem', '/etc/ssl/cert.pem'];
const variables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy',
  'NODE_EXTRA_CA_CERTS', 'NODE_USE_SYSTEM_CA', 'NODE_TLS_REJECT_UNAUTHORIZED'];
const certificateCode = /CERT|UNABLE_TO_|SELF_SIGNED/;

function withoutPassword(value) {
  const text = value === null || value === undefined ? '' : String(value);
  try {
    const url = new URL(text);
    if (url.username || url.password)
      url.username = url.password = '***';
    return url.protocol.startsWith('http') ? url.href : text;
  } catch {
    return text;
  }
}

function settingsOf(config) {
  const settings = names.map((name) => {
    const source = config.find(name) ?? 'default';
    const file = ['project', 'user', 'global', 'builtin'].includes(source)
      ? config.data.get(source)?.source : '';
    return { name, value: withoutPassword(config.get(name)), source, file: String(file ?? '') };
  });
  for (const name of variables) {
    if (process.env[name])
      settings.push({ name, value: withoutPassword(process.env[name]), source: 'env', file: '' });
  }
  return settings;
}

async function attempt(how, options) {
  try {
    await load('npm-registry-fetch')('/-/ping', { ...options, ...quickly, cache: null,
      offline: false, preferOffline: false, preferOnline: true });
    return { how, ok: true, code: '', message: '' };
  } catch (error) {
    const code = codeOf(error);
    // The registry has answered: that is all that is asked here. 407 is the proxy's.
    const ok = /^E[2345]\d\d$/.test(code) && code !== 'E407';
    return { how, ok, code, message: messageOf(error) };
  }
}

run(async ({ npm, options, input }) => {
  const certificates = bundles.find((file) => fs.existsSync(file)) ?? '';
  const first = await attempt('npm', options);
  const attempts = [first];
  const proxy = options.httpsProxy || options.proxy;
  if (!first.ok && certificateCode.test(first.code + first.message) && certificates)
    attempts.push(await attempt('certificates',
      { ...options, ca: fs.readFileSync(certificates, 'utf8') }));
  if (!first.ok && proxy)
    attempts.push(await attempt('direct', { ...options, proxy: null, httpsProxy: null, noProxy: '*' }));
  if (!first.ok && !proxy && input.systemProxy)
    attempts.push(await attempt('systemProxy',
      { ...options, proxy: input.systemProxy, httpsProxy: input.systemProxy }));
  return { settings: settingsOf(npm.config), certificates, attempts };
});
