import http from 'node:http';
import { Server } from 'socket.io';
import { Chat } from './chat.js';
import { listen } from './listen.js';
import { sendPage } from './pages.js';

export const server = http.createServer(async (req, res) => {
  const pathname = URL.parse(req.url, 'http://localhost')?.pathname ?? '';
  if (!(await sendPage(res, pathname))) {
    res.writeHead(404, { 'Content-Type': 'text/plain' });
    res.end('Not found\n');
  }
});

// Socket.IO takes the requests below /socket.io, which include its own script for the browser.
export const io = new Server(server, { maxHttpBufferSize: 100_000 });
const chat = new Chat();

io.on('connection', (socket) => {
  let name;

  // The client receives what the function returns.
  function handle(event, run) {
    socket.on(event, (value, respond) => {
      if (typeof respond === 'function') { // clients can send anything
        respond(run(value));
      }
    });
  }

  handle('join', (wanted) => {
    const problem = name ? `You are ${name} already.` : chat.problemWith(wanted);
    if (problem) {
      return { error: problem };
    }
    name = chat.join(wanted);
    socket.join('chat');
    io.to('chat').emit('people', chat.people);
    return { name, messages: chat.messages };
  });

  handle('say', (text) => {
    const message = name && chat.say(name, text);
    if (!message) {
      return { error: 'A message needs a name and a text.' };
    }
    io.to('chat').emit('message', message);
    return { id: message.id };
  });

  socket.on('typing', () => {
    if (name) {
      socket.to('chat').volatile.emit('typing', name);
    }
  });

  socket.on('disconnect', () => {
    if (name) {
      chat.leave(name);
      io.to('chat').emit('people', chat.people);
    }
  });
});

listen(server);
