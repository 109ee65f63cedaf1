// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Loaded before a snippet of the window "Predict the Order". Each line that the console prints is
// written as JSON: its text, and the type of the async resource whose callback printed it.
'use strict';

const { createHook, executionAsyncId } = require('async_hooks');
const { writeSync } = require('fs');
const { format } = require('util');

const mainScriptId = 1;
const types = new Map([[mainScriptId, 'main']]);
createHook({ init: (id, type) => types.set(id, type) }).enable();

const print = (...values) => {
  for (const line of format(...values).split('\n'))
    writeSync(1, `${JSON.stringify([line, types.get(executionAsyncId()) ?? ''])}\n`);
};
for (const name of ['log', 'info', 'debug', 'warn', 'error'])
  console[name] = print;
