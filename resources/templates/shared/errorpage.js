import { STATUS_CODES } from 'node:http';

export function errorPage(status, message) {
  return `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>${status} ${STATUS_CODES[status]}</title>
  <link rel="stylesheet" href="/style.css">
  <main>
    <h1>${status} ${STATUS_CODES[status]}</h1>
    <p>${escapeHtml(message)}</p>
    <p><a href="/">Back to the start</a></p>
  </main>
</html>
`;
}

function escapeHtml(text) {
  const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character]);
}
