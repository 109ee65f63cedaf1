// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
process.setUncaughtExceptionCaptureCallback((error) => { console.log('captured', error.message); process.setUncaughtExceptionCaptureCallback(null); });
setImmediate(() => { console.log(process.hasUncaughtExceptionCaptureCallback()); throw new Error('not captured'); });
throw new Error('one');
