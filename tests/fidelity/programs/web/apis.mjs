// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const target = new EventTarget();
target.addEventListener('x', (e) => { console.log(e.type, e.detail, e.isTrusted, e.cancelable); e.preventDefault(); }, { once: true });
console.log(target.dispatchEvent(new CustomEvent('x', { detail: 5, cancelable: true })), target.dispatchEvent(new Event('x')));
console.log(structuredClone({ d: new Date(0), n: [1n, new Map([[1, 2]])], e: new TypeError('t') }), atob(btoa('hi')));
const url = new URL('https://ü.example:443/a b?x=1#h'); console.log(url.href, url.searchParams.get('x'), URL.canParse('nope'), new URLPattern({ pathname: '/:id' }).exec('http://a/5').pathname.groups);
const blob = new Blob(['ab', 'cd'], { type: 'text/plain' }); console.log(blob, await blob.slice(1, 3).text(), new File(['x'], 'n.txt').name);
const form = new FormData(); form.set('k', 'v'); console.log([...form], new Headers({ A: 'b' }), new Response('x', { status: 201 }).status, new Request('http://a/').method);
const signal = AbortSignal.timeout(1); signal.onabort = () => console.log(signal.reason.name); await new Promise((r) => setTimeout(r, 10));
console.log(AbortSignal.any([signal]).aborted, navigator.language, typeof navigator.hardwareConcurrency, new TextEncoder().encode('é'), crypto.getRandomValues(new Uint8Array(2)).length, performance.now() > 0);
try { structuredClone(() => {}); } catch (e) { console.log(e instanceof DOMException, e.name, e.code); }
reportError === undefined;
