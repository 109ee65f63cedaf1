// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
import data from './_lib/data.json' with { type: 'json' };
console.log(data);
const again = await import('./_lib/data.json', { with: { type: 'json' } });
console.log(again.default === data, Object.keys(again));
try {
  await import('./_lib/data.json');
} catch (error) {
  console.log(error.code, error.message.replace(/file:.*data/, 'data'));
}
