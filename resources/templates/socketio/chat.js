const keptMessages = 100;
const nameLimit = 30;
const textLimit = 2000;

// Who is in the chat and what was said. It knows nothing of sockets.
export class Chat {
  messages = [];
  #people = new Set();
  #nextId = 1;

  get people() {
    return [...this.#people].sort();
  }

  problemWith(name) {
    if (typeof name !== 'string' || name.trim() === '' || name.length > nameLimit) {
      return `A name has 1 to ${nameLimit} characters.`;
    }
    return this.#people.has(name.trim()) ? `There is a ${name.trim()} already.` : undefined;
  }

  join(name) {
    this.#people.add(name.trim());
    return name.trim();
  }

  leave(name) {
    this.#people.delete(name);
  }

  // The message, or undefined if there is nothing to say.
  say(name, text) {
    if (typeof text !== 'string' || text.trim() === '') {
      return undefined;
    }
    const message = { id: this.#nextId++, name, text: text.trim().slice(0, textLimit) };
    this.messages = [...this.messages, message].slice(-keptMessages);
    return message;
  }
}
