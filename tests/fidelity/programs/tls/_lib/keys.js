// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { generateKeyPairSync, sign } = require('crypto');
// A self-signed certificate for localhost, put together by hand: no program makes one here.
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const der = (tag, ...parts) => { const body = Buffer.concat(parts); const n = body.length; return Buffer.concat([Buffer.from(n < 128 ? [tag, n] : n < 256 ? [tag, 0x81, n] : [tag, 0x82, n >> 8, n & 255]), body]); };
const hex = (text) => Buffer.from(text, 'hex');
const algorithm = der(0x30, hex('06082a8648ce3d040302'));
const name = der(0x30, der(0x31, der(0x30, hex('0603550403'), der(0x0c, Buffer.from('localhost')))));
const validity = der(0x30, der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('491231235959Z')));
const altName = der(0x30, hex('0603551d11'), der(0x04, der(0x30, der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])))));
const tbs = der(0x30, hex('a003020102'), hex('020101'), algorithm, name, validity, name, publicKey.export({ type: 'spki', format: 'der' }), der(0xa3, der(0x30, altName)));
const certificate = der(0x30, tbs, algorithm, der(0x03, Buffer.from([0]), sign('sha256', tbs, privateKey)));
exports.key = privateKey.export({ type: 'pkcs8', format: 'pem' });
exports.cert = `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').match(/.{1,64}/g).join('\n')}\n-----END CERTIFICATE-----\n`;
