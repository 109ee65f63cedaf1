// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
const { BlockList, SocketAddress } = require('net');
const list = new BlockList();
list.addSubnet('10.0.0.0', 8); list.addRange('1.1.1.1', '1.1.1.5');
console.log(list.check('10.2.3.4'), list.check('1.1.1.6'), list.rules, new SocketAddress({ port: 5 }));
