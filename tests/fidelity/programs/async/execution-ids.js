// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { executionAsyncId, triggerAsyncId, executionAsyncResource } = require('async_hooks');
console.log(executionAsyncId(), triggerAsyncId(), Object.keys(executionAsyncResource()));
setTimeout(() => console.log(executionAsyncId(), triggerAsyncId(), executionAsyncResource().constructor.name), 1);
Promise.resolve().then(() => console.log(executionAsyncId(), triggerAsyncId()));
process.nextTick(() => console.log(executionAsyncId(), triggerAsyncId()));
