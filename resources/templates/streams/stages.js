import readline from 'node:readline';
import { Transform } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

const batchLength = 64 * 1024;

// Objects in, text out. Rows are joined to larger pieces, because each piece costs a little in each
// stage.
export class ToCsv extends Transform {
  #text = 'time,sensor,celsius\n';

  constructor() {
    super({ writableObjectMode: true });
  }

  _transform({ time, sensor, celsius }, encoding, done) {
    this.#text += `${time},${sensor},${celsius}\n`;
    if (this.#text.length >= batchLength) {
      this.push(this.#text);
      this.#text = '';
    }
    done();
  }

  _flush(done) {
    done(null, this.#text);
  }
}

// Passes everything on and measures: bytes, pieces, and how much memory was in use at most.
export class Meter extends Transform {
  bytes = 0;
  pieces = 0;
  peakMemory = 0;

  _transform(piece, encoding, done) {
    this.bytes += piece.length;
    this.pieces++;
    this.peakMemory = Math.max(this.peakMemory, process.memoryUsage.rss());
    done(null, piece);
  }

  toString() {
    const megabytes = (count) => (count / 1e6).toFixed(1);
    return `${megabytes(this.bytes)} MB in ${this.pieces} pieces, at most ${megabytes(this.peakMemory)} MB of memory`;
  }
}

// As a slow network would: ten pieces in a second.
export class Slow extends Transform {
  async _transform(piece, encoding, done) {
    await wait(100);
    done(null, piece);
  }
}

// Reads CSV line by line while it arrives. While a line is handled, the sender has to wait.
export async function summaryOf(input) {
  const sensors = Object.create(null); // names come from outside
  let rows = 0;
  for await (const line of readline.createInterface({ input, crlfDelay: Infinity })) {
    const [, sensor, celsius] = line.split(',');
    if (!Number.isFinite(Number.parseFloat(celsius))) {
      continue; // the heading, or not a reading
    }
    rows++;
    const entry = (sensors[sensor] ??= { count: 0, highest: -Infinity });
    entry.count++;
    entry.highest = Math.max(entry.highest, Number(celsius));
  }
  return { rows, sensors };
}
