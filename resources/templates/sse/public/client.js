const shown = 60;
const events = [];
const text = (id, value) => {
  document.querySelector(id).textContent = value;
};

// The browser connects again by itself, and says which event it has seen last.
const source = new EventSource('/events');
source.addEventListener('open', () => text('#state', 'Connected: one request that does not end.'));
source.addEventListener('error', () => text('#state', 'Connection lost. The browser tries again…'));
source.addEventListener('message', ({ data }) => {
  events.push(JSON.parse(data));
  events.splice(0, events.length - shown);
  show(events.at(-1));
});

function show({ loopPercent, memoryMegabytes, visitors }) {
  text('#loop', `${loopPercent} %`);
  text('#memory', `${memoryMegabytes} MB`);
  text('#visitors', visitors);
  const points = events.map((event, index) => `${index},${20 - event.loopPercent / 5}`);
  document.querySelector('#plot polyline').setAttribute('points', points.join(' '));
  text('#events', events.slice(-5).map((event) => JSON.stringify(event)).join('\n'));
}
