// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What pack-export.js and pack-import.js share: the form of a class pack. It is a tar file with
// pack.json first and the packages as the registry sends them, each named after its SHA-512.
'use strict';

const manifestName = 'pack.json';
const tarballPattern = /^packages\/[0-9a-f]{128}\.tgz$/;
const limits = {
  packages: 20000,
  manifestBytes: 64 * 2 ** 20,
  tarballBytes: 512 * 2 ** 20,
  totalBytes: 2 * 2 ** 30,
};

const hexOf = (integrity, ssri) => {
  const [hash] = ssri.parse(integrity, { single: false }).sha512 ?? [];
  return hash ? hash.hexDigest() : null;
};

module.exports = { hexOf, limits, manifestName, tarballPattern };
