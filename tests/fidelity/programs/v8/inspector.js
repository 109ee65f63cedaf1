// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { Session, url, console: inspectorConsole } = require('inspector');
const session = new Session(); session.connect();
session.post('Runtime.evaluate', { expression: '6 * 7' }, (e, r) => console.log(e, r));
session.post('Profiler.enable'); session.post('Profiler.start', () => { for (let i = 0; i < 1e6; i++); session.post('Profiler.stop', (e, { profile }) => { console.log(profile.nodes.length > 0, url()); session.disconnect(); }); });
