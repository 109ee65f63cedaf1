// Sends the request that a button describes, and shows the response.
const answer = document.querySelector('#answer');

async function textOf(response) {
  const type = response.headers.get('content-type') ?? '';
  return type.includes('json')
    ? JSON.stringify(await response.json(), null, 2)
    : response.text();
}

for (const button of document.querySelectorAll('[data-path]')) {
  button.addEventListener('click', async () => {
    const { method, path, body, type = 'text/plain' } = button.dataset;
    try {
      const response = await fetch(path, {
        method,
        body,
        headers: body ? { 'Content-Type': type } : {},
      });
      answer.textContent = `${response.status} ${response.statusText}\n\n${await textOf(response)}`;
    } catch (error) {
      answer.textContent = `No response: ${error.message}`;
    }
  });
}
