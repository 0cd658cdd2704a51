/** A place among meanings. Vectors are compared only with those of the same model, and so of the same length. */
export type Vector = Float32Array;

/** The cosine of the angle between two vectors of one length: 1 for the same direction, 0 where either has none. */
export function cosine(one: Vector, other: Vector): number {
  let [dot, first, second] = [0, 0, 0];
  for (let at = 0; at < one.length; at += 1) {
    const [a, b] = [one[at] ?? 0, other[at] ?? 0];
    dot += a * b;
    first += a * a;
    second += b * b;
  }
  const length = Math.sqrt(first) * Math.sqrt(second);
  return length === 0 ? 0 : Math.max(-1, Math.min(1, dot / length));
}
