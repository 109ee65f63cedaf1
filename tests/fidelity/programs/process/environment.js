// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
process.env.NEW = 1;
process.env.OBJECT = {};
console.log(process.env.NEW, process.env.OBJECT, 'NEW' in process.env, delete process.env.NEW, process.env.NEW);
console.log(Object.keys(process.env), process.env.TZ, new Date(0).toString());
process.env.TZ = 'Asia/Tokyo';
console.log(new Date(0).toString());
console.log(require('child_process').execSync('echo $TZ $OBJECT', { encoding: 'utf8' }).trim());
try { process.env[Symbol('s')] = 1; } catch (error) { console.log(error.name, error.message); }
try { Object.defineProperty(process.env, 'X', { value: 1 }); } catch (error) { console.log(error.code); }
