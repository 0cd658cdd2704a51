/**
 * Random numbers that depend on a key, never on how many were drawn elsewhere: the same key gives the same
 * stream on every machine, so work may run in any order and be repeated after a crash [A10].
 * Key → 128 bits by cyrb128 (bryc, public domain), stream by sfc32 (PractRand, C. Doty-Humphrey).
 */
export type KeyPart = string | number;

export type RandomStream = {
  /** Uniform in [0, 1), 32 bits of it. */
  next(): number;
  /** Uniform integer in [0, bound); bound ≥ 1. */
  integer(bound: number): number;
  /** One element of a non-empty list. */
  pick<T>(list: readonly T[]): T;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** A shuffled copy (Fisher–Yates). */
  shuffle<T>(list: readonly T[]): T[];
};

export function keyedRandom(...key: readonly KeyPart[]): RandomStream {
  // The separator cannot occur in a number and is escaped in text, so ("a","b") and ("a|b") differ.
  const next = sfc32(cyrb128(key.map((part) => JSON.stringify(part)).join("|")));
  for (let warmUp = 0; warmUp < 12; warmUp += 1) next();
  const integer = (bound: number): number => Math.floor(next() * bound);
  return {
    next,
    integer,
    pick: (list) => list[integer(list.length)] as (typeof list)[number],
    chance: (probability) => next() < probability,
    shuffle: (list) => {
      const copy = [...list];
      for (let last = copy.length - 1; last > 0; last -= 1) {
        const other = integer(last + 1);
        [copy[last], copy[other]] = [copy[other], copy[last]] as [(typeof copy)[0], (typeof copy)[0]];
      }
      return copy;
    },
  };
}

/** A 32-bit seed from a key, for whatever takes an integer seed. */
export function keyedSeed(...key: readonly KeyPart[]): number {
  return keyedRandom(...key).integer(2 ** 32);
}

type State = [number, number, number, number];

function cyrb128(text: string): State {
  let h1 = 1779033703;
  let h2 = 3144134277;
  let h3 = 1013904242;
  let h4 = 2773480762;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    h1 = h2 ^ Math.imul(h1 ^ code, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ code, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ code, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ code, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  h1 ^= h2 ^ h3 ^ h4;
  return [h1 >>> 0, (h2 ^ h1) >>> 0, (h3 ^ h1) >>> 0, (h4 ^ h1) >>> 0];
}

function sfc32(seed: State): () => number {
  let [a, b, c, d] = seed;
  return () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
}
