import { io } from '/socket.io/socket.io.esm.min.js';

const part = (id) => document.querySelector(id);
const socket = io();
let name;
let typingTimer;

function show(message) {
  const row = document.createElement('li');
  const author = document.createElement('b');
  const text = document.createElement('span');
  author.textContent = message.name;
  text.textContent = message.text; // as text: what others write is never HTML
  text.style.flex = '1';
  row.append(author, text);
  part('#messages').append(row);
  row.scrollIntoView({ block: 'nearest' });
}

async function join(wanted) {
  const result = await socket.emitWithAck('join', wanted);
  if (result.error) {
    part('#state').textContent = result.error;
    return;
  }
  name = result.name;
  part('#state').textContent = `You are ${name}.`;
  part('#entrance').hidden = true;
  part('#room').hidden = false;
  part('#messages').replaceChildren();
  result.messages.forEach(show);
  part('#say').elements.text.focus();
}

socket.on('connect', () => {
  part('#state').textContent = 'Connected.';
  if (name) {
    join(name); // The connection was lost for a while.
  }
});
socket.on('disconnect', () => {
  part('#state').textContent = 'Connection lost. Trying again…';
});
socket.on('message', show);
socket.on('people', (people) => {
  part('#people').textContent = people.join(', ');
});
socket.on('typing', (who) => {
  part('#typing').textContent = `${who} is typing…`;
  clearTimeout(typingTimer);
  typingTimer = setTimeout(() => {
    part('#typing').textContent = '\u00a0';
  }, 1500);
});

part('#join').addEventListener('submit', (event) => {
  event.preventDefault();
  join(event.target.elements.name.value);
});
part('#say').addEventListener('input', () => socket.emit('typing'));
part('#say').addEventListener('submit', (event) => {
  event.preventDefault();
  socket.emit('say', event.target.elements.text.value, () => {});
  event.target.reset();
});
