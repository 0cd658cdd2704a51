import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyedRandom, keyedSeed, type KeyPart } from "#core/base/keyed-random.ts";

function draw(count: number, ...key: readonly KeyPart[]): readonly number[] {
  const random = keyedRandom(...key);
  return Array.from({ length: count }, () => random.next());
}

describe("a keyed stream", () => {
  it("is the same wherever and whenever it is drawn: these are the first numbers of three keys", () => {
    expect([keyedSeed(1), keyedSeed("session", 7), keyedSeed()]).toMatchInlineSnapshot(`
      [
        986517678,
        944959344,
        780688151,
      ]
    `);
  });

  it.each<readonly [a: readonly KeyPart[], b: readonly KeyPart[]]>([
    [["a", "b"], ["ab"]],
    [["a", "b"], ["a|b"]],
    [["a", "b"], ['a"|"b']],
    [[1], ["1"]],
    [[1, 2], [12]],
    [
      ["", "a"],
      ["a", ""],
    ],
    [[0], [-0.5]],
  ])("keys %j and %j that only look alike have streams of their own", (a, b) => {
    expect(draw(4, ...a)).not.toEqual(draw(4, ...b));
  });

  it("is uniform: 16 cells over 32,000 draws of 1,000 neighbouring keys keep χ² under its 0.9999 quantile", () => {
    const cells = new Array<number>(16).fill(0);
    for (let key = 0; key < 1000; key += 1) {
      for (const value of draw(32, "uniform", key)) cells[Math.floor(value * 16)]! += 1;
    }
    const expected = 32_000 / 16;
    const chiSquared = cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(chiSquared).toBeLessThan(44.3);
  });

  it("neighbouring keys are not related: their first draws correlate by less than 0.1", () => {
    const pairs = Array.from({ length: 2000 }, (_none, key) => [
      draw(1, key)[0]! - 0.5,
      draw(1, key + 1)[0]! - 0.5,
    ]);
    const covariance = pairs.reduce((sum, [a, b]) => sum + a! * b!, 0) / pairs.length;
    expect(Math.abs(covariance * 12)).toBeLessThan(0.1);
  });

  it("integers stay below their bound, picks come from the list, a shuffle loses and adds nothing", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.integer(), { minLength: 1, maxLength: 40 }), (key, list) => {
        const random = keyedRandom(key);
        const drawn = random.integer(list.length);
        expect(Number.isInteger(drawn) && drawn >= 0 && drawn < list.length).toBe(true);
        expect(list).toContain(random.pick(list));
        const shuffled = random.shuffle(list);
        expect(shuffled.toSorted((a, b) => a - b)).toEqual(list.toSorted((a, b) => a - b));
      }),
    );
  });

  it("a chance of 0 never and of 1 always comes about", () => {
    const random = keyedRandom("chance");
    const outcomes = Array.from({ length: 200 }, () => [random.chance(0), random.chance(1)]);
    expect(new Set(outcomes.flat().map(String))).toEqual(new Set(["false", "true"]));
    expect(outcomes.every(([never, always]) => never === false && always === true)).toBe(true);
  });
});
