// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fidelity: {"stdin": "whole input\n"}
console.log(JSON.stringify(require('fs').readFileSync(0, 'utf8')), JSON.stringify(require('fs').readFileSync('/dev/stdin', 'utf8')));
