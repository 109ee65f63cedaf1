// A generator makes the next value only when somebody asks for it, so a million of them need no more
// memory than one.
export function* readings(count) {
  const start = Date.UTC(2026, 0, 1);
  for (let i = 0; i < count; i++) {
    yield {
      time: new Date(start + i * 1000).toISOString(),
      sensor: `s${i % 8}`,
      celsius: Math.round(200 + 50 * Math.sin(i / 500)) / 10,
    };
  }
}
