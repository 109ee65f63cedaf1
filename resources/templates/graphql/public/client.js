const form = document.querySelector('#ask');
const answer = document.querySelector('#answer');

async function send(query) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  answer.textContent = JSON.stringify(await response.json(), null, 2);
}

for (const button of document.querySelectorAll('[data-query]')) {
  button.addEventListener('click', () => {
    form.elements.query.value = button.dataset.query;
    send(button.dataset.query);
  });
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  send(form.elements.query.value);
});

form.elements.query.value = document.querySelector('[data-query]').dataset.query;
