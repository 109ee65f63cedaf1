// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { performance, PerformanceObserver, createHistogram, monitorEventLoopDelay } = require('perf_hooks');
new PerformanceObserver((l, o) => { console.log(l.getEntries().map((e) => [e.name, e.entryType, e.detail])); o.disconnect(); }).observe({ entryTypes: ['measure', 'mark'] });
performance.mark('a', { detail: 5 }); performance.mark('b'); performance.measure('a to b', 'a', 'b');
console.log(performance.getEntriesByName('a').length, performance.timeOrigin > 1e12, Object.keys(performance.nodeTiming.toJSON()), performance.timerify(function f() {}).name);
const h = createHistogram(); h.record(5); h.record(15); console.log(h.min, h.max, h.mean, h.count);
const d = monitorEventLoopDelay({ resolution: 1 }); d.enable();
setTimeout(() => { d.disable(); const u = performance.eventLoopUtilization(); console.log(d.count > 0, u.idle > 0, u.utilization <= 1, performance.nodeTiming.loopStart > 0, performance.nodeTiming.uvMetricsInfo.loopCount > 0); }, 20);
