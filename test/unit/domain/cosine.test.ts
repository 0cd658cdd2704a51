import fc from "fast-check";
import { expect, it } from "vitest";
import { cosine } from "#core/domain/cosine.ts";

const v = (...numbers: readonly number[]): Float32Array => Float32Array.from(numbers);

it.each([
  ["the same", v(1, 2), v(1, 2), 1],
  ["the same direction", v(1, 2), v(10, 20), 1],
  ["the opposite", v(1, 0), v(-3, 0), -1],
  ["nothing in common", v(1, 0), v(0, 5), 0],
  ["none", v(0, 0), v(1, 1), 0],
])("of %s", (_what, one, other, expected) => {
  expect(cosine(one, other)).toBeCloseTo(expected, 6);
});

it("is between -1 and 1, and the same both ways", () => {
  const vector = fc.array(fc.float({ min: -1000, max: 1000, noNaN: true }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(vector, vector, (one, other) => {
      const likeness = cosine(v(...one), v(...other));
      expect(Math.abs(likeness)).toBeLessThanOrEqual(1);
      expect(cosine(v(...other), v(...one))).toBe(likeness);
    }),
  );
});
