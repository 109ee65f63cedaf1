// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// registry.mjs: a small npm registry on loopback, with packages of its own. Prints its port.
// A package is a name, its versions, and what their package.json adds.
import { createHash } from 'node:crypto';
import http from 'node:http';
import { gzipSync } from 'node:zlib';

const packages = {
  pad: { '1.0.0': {}, '1.1.0': {}, '2.0.0': {} },
  'needs-pad': { '1.0.0': { dependencies: { pad: '^1.0.0' } } },
  'wants-old-pad': { '1.0.0': { peerDependencies: { pad: '^0.1.0' } } },
  scripted: { '1.0.0': { scripts: { postinstall: 'node -e "fs.writeFileSync(\'ran\', \'\')"' } } },
  tampered: { '1.0.0': {} },
  'future-pad': { '1.0.0': { engines: { node: '>=999' } }, '2.0.0-beta.1': {} },
  'old-pad': { '1.0.0': { deprecated: 'Use pad.', description: '<b>Pads</b>' } },
  silent: {}, // no response ever comes
};

function tarHeader(name, size) {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644\0' + '0000000\0'.repeat(2), 100);
  header.write(`${size.toString(8).padStart(11, '0')}\0${'0'.repeat(11)}\0        0`, 124);
  header.write('ustar\0' + '00', 257);
  const sum = header.reduce((before, byte) => before + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

function tarball(manifest) {
  const text = Buffer.from(JSON.stringify(manifest));
  const padding = Buffer.alloc((512 - (text.length % 512)) % 512);
  return gzipSync(Buffer.concat([
    tarHeader('package/package.json', text.length), text, padding, Buffer.alloc(1024)]));
}

function packument(name, address) {
  const versions = {};
  for (const [version, more] of Object.entries(packages[name])) {
    const manifest = { name, version, license: 'MIT', ...more };
    const data = name === 'tampered' ? Buffer.from('something else') : tarball(manifest);
    versions[version] = {
      ...manifest,
      ...(manifest.scripts ? { hasInstallScript: true } : {}),
      dist: {
        tarball: `${address}/${name}/-/${name}-${version}.tgz`,
        integrity: `sha512-${createHash('sha512').update(data).digest('base64')}`,
      },
    };
  }
  const all = Object.keys(versions);
  const latest = all.filter((version) => !version.includes('-')).at(-1);
  const time = Object.fromEntries(all.map((version) => [version, '2026-01-02T03:04:05.000Z']));
  return { name, 'dist-tags': { latest, next: all.at(-1) }, versions, time };
}

const advisories = {
  pad: [{ id: 1, url: 'https://example.test/1', title: 'Pads too much', severity: 'high',
    vulnerable_versions: '<1.1.0' }],
};

function search(text) {
  const objects = Object.keys(packages).filter((name) => name.includes(text)).map((name) => ({
    package: { name, version: '1.0.0', description: `${name} from the search`,
      date: '2026-01-02T03:04:05.000Z', maintainers: [], keywords: [], links: {} },
  }));
  return { objects, total: objects.length, time: new Date().toString() };
}

const server = http.createServer((req, res) => {
  const address = `http://127.0.0.1:${server.address().port}`;
  const [name, , file] = decodeURIComponent(req.url.slice(1)).split('/');
  if (name === 'silent')
    return;
  if (req.url.startsWith('/-/v1/search') && !process.argv.includes('--no-search')) {
    res.setHeader('Content-Type', 'application/json');
    res.end(JSON.stringify(search(new URL(req.url, address).searchParams.get('text'))));
  } else if (req.url.endsWith('/advisories/bulk')) {
    res.setHeader('Content-Type', 'application/json');
    res.end(JSON.stringify(advisories));
  } else if (!Object.hasOwn(packages, name)) {
    res.writeHead(404, { 'Content-Type': 'application/json' });
    res.end('{"error":"Not found"}');
  } else if (file) {
    const version = file.slice(name.length + 1, -'.tgz'.length);
    res.end(tarball({ name, version, license: 'MIT', ...packages[name][version] }));
  } else {
    res.setHeader('Content-Type', 'application/json');
    res.end(JSON.stringify(packument(name, address)));
  }
});

server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit()).resume(); // ends with the test
