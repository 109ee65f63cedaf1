// Books live in memory and are gone when the server stops. A database would take this file's place.
const allAuthors = [
  { id: '1', name: 'Mary Shelley' },
  { id: '2', name: 'Jules Verne' },
  { id: '3', name: 'Herbert George Wells' },
];

const allBooks = [
  { id: '1', title: 'Frankenstein', year: 1818, authorId: '1' },
  { id: '2', title: 'The Last Man', year: 1826, authorId: '1' },
  { id: '3', title: 'Journey to the Centre of the Earth', year: 1864, authorId: '2' },
  { id: '4', title: 'Twenty Thousand Leagues Under the Seas', year: 1870, authorId: '2' },
  { id: '5', title: 'The Time Machine', year: 1895, authorId: '3' },
];

export function books(search = '') {
  const wanted = search?.toLowerCase() ?? '';
  return allBooks.filter(({ title }) => title.toLowerCase().includes(wanted));
}

export function book(id) {
  return allBooks.find((candidate) => candidate.id === id);
}

export function booksOf(authorId) {
  return allBooks.filter((candidate) => candidate.authorId === authorId);
}

export function authors() {
  return allAuthors;
}

export function author(id) {
  return allAuthors.find((candidate) => candidate.id === id);
}

export async function authorsById(ids) {
  console.log(`The store is asked for the authors ${ids.join(', ')}.`);
  return ids.map(author);
}

export function addBook(title, authorId) {
  const added = { id: String(allBooks.length + 1), title, year: null, authorId };
  allBooks.push(added);
  return added;
}
