const received = document.querySelector('#received');
const stop = document.querySelector('#stop');
let controller;

async function read(path) {
  controller?.abort();
  controller = new AbortController();
  const { signal } = controller;
  stop.disabled = false;
  let bytes = 0;
  const show = (state) => {
    received.textContent = `${(bytes / 1e6).toFixed(1)} MB. ${state}`;
  };
  try {
    const response = await fetch(path, { signal });
    for await (const piece of response.body) {
      bytes += piece.length;
      show('Reading…');
    }
    show('Complete.');
  } catch (error) {
    show(signal.aborted ? 'Stopped.' : error.message);
  }
  stop.disabled = !controller || controller.signal === signal;
}

for (const button of document.querySelectorAll('[data-stream]')) {
  button.addEventListener('click', () => read(button.dataset.stream));
}
stop.addEventListener('click', () => controller.abort());
