// Counts the primes below the limit with the sieve of Eratosthenes: nothing but computation.
export function countPrimes(limit) {
  const composite = new Uint8Array(Math.max(limit, 2));
  let count = 0;
  for (let number = 2; number < limit; number++) {
    if (composite[number]) {
      continue;
    }
    count++;
    for (let multiple = number * number; multiple < limit; multiple += number) {
      composite[multiple] = 1;
    }
  }
  return count;
}
