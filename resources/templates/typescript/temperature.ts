export const units = ['celsius', 'fahrenheit', 'kelvin'] as const;

export type Unit = (typeof units)[number];

// Each unit as a line: degrees Celsius = (value + offset) * factor
const scales: Record<Unit, { offset: number; factor: number }> = {
  celsius: { offset: 0, factor: 1 },
  fahrenheit: { offset: -32, factor: 5 / 9 },
  kelvin: { offset: -273.15, factor: 1 },
};

// After this check, TypeScript knows that the text is a Unit.
export function isUnit(text: string): text is Unit {
  return (units as readonly string[]).includes(text);
}

export function convert(value: number, from: Unit, to: Unit): number {
  const celsius = (value + scales[from].offset) * scales[from].factor;
  const result = celsius / scales[to].factor - scales[to].offset;
  return Math.round(result * 100) / 100;
}
