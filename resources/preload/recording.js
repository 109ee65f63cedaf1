// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The body of a function (process, require, native), called once in each thread of a program, when
// its recording is switched on for the first time, before http.js. Shows the host where Node counts
// immediates and timers.
'use strict';

native.internalBinding = native.loadInternalBinding();
const { immediateInfo, timeoutInfo } = native.internalBinding('timers');
native.watchTimers(immediateInfo, timeoutInfo);
