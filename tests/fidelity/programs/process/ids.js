// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
console.log(process.getuid() === process.geteuid(), process.getgid() === require('os').userInfo().gid, Array.isArray(process.getgroups()));
try { process.setuid('no-such-user-here'); } catch (error) { console.log(error.code); }
try { process.initgroups(); } catch (error) { console.log(error.code); }
