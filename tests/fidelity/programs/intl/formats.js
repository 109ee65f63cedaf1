// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
console.log(new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' }).format(1234.5), new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'long' }).format(0));
console.log(new Date(0).toLocaleString(), (1234567.891).toLocaleString(), Intl.DateTimeFormat().resolvedOptions(), ['ä', 'a', 'z'].sort(new Intl.Collator('sv').compare));
console.log(new Intl.PluralRules('pl').select(3), new Intl.RelativeTimeFormat('fr').format(-1, 'day'), new Intl.ListFormat('en').format(['a', 'b', 'c']), [...new Intl.Segmenter('ja', { granularity: 'word' }).segment('日本語です')].length);
console.log('İ'.toLowerCase().length, 'ß'.toUpperCase(), 'a\u0301'.normalize('NFC').length, Intl.supportedValuesOf('currency').length, process.versions.icu, new TextDecoder('shift_jis').decode(new Uint8Array([0x82, 0xa0])));
