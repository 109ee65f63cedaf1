// Counts what a stream of text contains, piece by piece, so that the size of a file does not matter.
export async function count(stream) {
  const result = { lines: 0, words: 0, chars: 0 };
  let inWord = false; // a word may go on in the next piece
  stream.setEncoding('utf8'); // a character may, too: this joins its bytes
  for await (const piece of stream) {
    for (const character of piece) {
      result.chars++;
      if (character === '\n') {
        result.lines++;
      }
      const isSpace = /\s/.test(character);
      if (!isSpace && !inWord) {
        result.words++;
      }
      inWord = !isSpace;
    }
  }
  return result;
}

export function total(results) {
  const sum = (column) => results.reduce((before, result) => before + result[column], 0);
  return { lines: sum('lines'), words: sum('words'), chars: sum('chars') };
}
