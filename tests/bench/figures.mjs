// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// Half the distance between the quartiles: how far apart single runs are.
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = part => sorted[Math.floor((sorted.length - 1) * part)];
  return (at(0.75) - at(0.25)) / 2;
}

// Of the median.
export function standardError(values) {
  return 1.25 * spread(values) / 0.67 / Math.sqrt(values.length);
}

export function row(name, ...cells) {
  console.log('  ' + name.padEnd(22) + cells.map(cell => String(cell).padStart(22)).join(''));
}

export function verdict(text, reached) {
  console.log(`  ${reached ? 'reached' : 'NOT REACHED'}: ${text}\n`);
}
