// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import { generateKeyPairSync, generateKeyPair, sign, verify, createPrivateKey, diffieHellman, publicEncrypt, privateDecrypt, webcrypto, X509Certificate } from 'node:crypto';
const ed = generateKeyPairSync('ed25519');
console.log(verify(null, Buffer.from('m'), ed.publicKey, sign(null, Buffer.from('m'), ed.privateKey)), ed.privateKey.asymmetricKeyType);
const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
console.log(privateDecrypt(rsa.privateKey, publicEncrypt(rsa.publicKey, Buffer.from('x'))).toString(), rsa.publicKey.asymmetricKeyDetails);
const x = generateKeyPairSync('x25519'), y = generateKeyPairSync('x25519');
console.log(diffieHellman({ privateKey: x.privateKey, publicKey: y.publicKey }).equals(diffieHellman({ privateKey: y.privateKey, publicKey: x.publicKey })));
generateKeyPair('ec', { namedCurve: 'P-256' }, (e, p) => console.log(p.type));
const key = await webcrypto.subtle.importKey('raw', new Uint8Array(16), 'AES-CBC', true, ['encrypt']);
console.log(Buffer.from(await webcrypto.subtle.encrypt({ name: 'AES-CBC', iv: new Uint8Array(16) }, key, new Uint8Array(3))).toString('hex'), webcrypto === crypto);
try { createPrivateKey('nonsense'); } catch (e) { console.log(e.code); }
