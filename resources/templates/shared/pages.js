import { readFile } from 'node:fs/promises';
import path from 'node:path';

const folder = path.join(import.meta.dirname, 'public');
const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

// Responds with a file of public/. Returns false if there is none at this path.
export async function sendPage(res, pathname) {
  const file = path.join(folder, pathname === '/' ? 'index.html' : pathname);
  const type = types[path.extname(file)];
  if (!type) {
    return false;
  }
  try {
    const content = await readFile(file);
    res.writeHead(200, { 'Content-Type': type, 'Content-Length': content.length });
    res.end(content);
    return true;
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
      return false;
    }
    throw error;
  }
}
