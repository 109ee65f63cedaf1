import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, GraphQLError } from 'graphql';
import { Loader } from './loader.js';
import * as store from './store.js';

// The schema says what exists and what clients may ask for; what follows says where it comes from.
export const schema = buildSchema(
  readFileSync(path.join(import.meta.dirname, 'schema.graphql'), 'utf8'),
);

// Functions with the names of fields. A field without one is the property of the same name.
const resolvers = {
  Query: {
    books: (parent, { search }) => store.books(search),
    book: (parent, { id }) => store.book(id),
    authors: () => store.authors(),
  },
  Mutation: {
    addBook: (parent, { title, authorId }) => {
      if (title.trim() === '') {
        throw new GraphQLError('A book needs a title.');
      }
      if (!store.author(authorId)) {
        throw new GraphQLError(`There is no author ${authorId}.`);
      }
      return store.addBook(title.trim(), authorId);
    },
  },
  Book: {
    author: (book, args, context) => context.authors.load(book.authorId),
  },
  Author: {
    books: (author) => store.booksOf(author.id),
  },
};

for (const [typeName, fields] of Object.entries(resolvers)) {
  for (const [fieldName, resolve] of Object.entries(fields)) {
    schema.getType(typeName).getFields()[fieldName].resolve = resolve;
  }
}

export function createContext() {
  return { authors: new Loader(store.authorsById) };
}
