// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const usage = process.resourceUsage();
console.log(Object.keys(usage), usage.maxRSS > 1000, usage.userCPUTime > 0);
const cpu = process.cpuUsage();
for (let i = 0, x = 0; i < 1e7; i++) x += i;
const later = process.cpuUsage(cpu);
console.log(later.user > 0, Object.keys(process.memoryUsage()), process.memoryUsage.rss() > 1e7, process.availableMemory() > 0);
console.log(Object.keys(process.threadCpuUsage()), process.constrainedMemory() >= 0);
