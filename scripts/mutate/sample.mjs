/** A choice that a seed decides. */

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` of the items (all, where there are fewer), each as likely as the others, in their own order. */
export function sample(items, count, seed) {
  const random = randomFrom(seed);
  const rest = items.map((_, index) => index);
  const chosen = [];
  while (chosen.length < count && rest.length > 0) {
    const at = Math.floor(random() * rest.length);
    chosen.push(rest[at]);
    rest[at] = rest.at(-1);
    rest.pop();
  }
  return chosen.sort((a, b) => a - b).map((index) => items[index]);
}
