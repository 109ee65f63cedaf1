// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"node": ["--expose-gc"]}
let ref = new WeakRef({ big: new Array(1000).fill(1) });
const registry = new FinalizationRegistry((held) => console.log('collected', held));
registry.register(ref.deref(), 'object');
const wait = setInterval(() => {
  gc();
  if (ref.deref() === undefined) {
    console.log('gone');
    clearInterval(wait);
    setImmediate(() => {});
  }
}, 1);
