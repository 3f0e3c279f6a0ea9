/** Idempotency keys: never the same twice on one phone, nor on two. Not secret, so no secure random numbers are needed. */
let count = 0;

export function newKey(now: number = Date.now(), chance: () => number = Math.random): string {
  count += 1;
  const random = [0, 0, 0].map(() => Math.floor(chance() * 2 ** 32).toString(36).padStart(7, "0")).join("");
  return `${now.toString(36)}-${count.toString(36)}-${random}`;
}
