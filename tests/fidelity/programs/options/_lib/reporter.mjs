// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
export default async function* reporter(source) {
  const lines = [];
  for await (const { type, data } of source) {
    if (type === 'test:pass' || type === 'test:fail')
      lines.push(`${type} ${data.name} ${data.nesting} ${data.skip ?? ''}${data.todo ?? ''}\n`);
  }
  yield* lines.sort();
}
