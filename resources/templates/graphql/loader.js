// A query for ten books with their authors calls the resolver of Book.author ten times. The loader
// collects the ids of one turn and fetches them at once: one access to the store instead of ten.
export class Loader {
  #fetchAll;
  #promises = new Map(); // by id
  #waiting = [];

  // fetchAll(ids) returns the values in the order of the ids.
  constructor(fetchAll) {
    this.#fetchAll = fetchAll;
  }

  load(id) {
    if (!this.#promises.has(id)) {
      const { promise, resolve, reject } = Promise.withResolvers();
      this.#promises.set(id, promise);
      this.#waiting.push({ id, resolve, reject });
      if (this.#waiting.length === 1) {
        process.nextTick(() => this.#fetch());
      }
    }
    return this.#promises.get(id);
  }

  async #fetch() {
    const waiting = this.#waiting.splice(0);
    try {
      const values = await this.#fetchAll(waiting.map(({ id }) => id));
      waiting.forEach(({ resolve }, index) => resolve(values[index]));
    } catch (error) {
      waiting.forEach(({ reject }) => reject(error));
    }
  }
}
