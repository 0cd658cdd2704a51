import { describe, expect, it } from "vitest";
import type { Item } from "#core/domain/dataset.ts";
import { drawMinibatch } from "#core/evolution/operators/act.ts";

const items = Array.from({ length: 12 }, (_, at) => ({ id: `i${at}` }) as Item);

/** The ids of one iteration after another. */
function batches(iterations: number, size: number, seed = 1): readonly (readonly string[])[] {
  return Array.from({ length: iterations }, (_, at) =>
    drawMinibatch(items, size, { seed, iteration: at + 1 }).map(({ id }) => id),
  );
}

const all = items.map(({ id }) => id).toSorted();

describe("minibatches", () => {
  it.each([1, 2, 3, 4, 6, 12])("of %i: every pass takes each train item once", (size) => {
    const perPass = 12 / size;
    const drawn = batches(3 * perPass, size);
    for (let pass = 0; pass < 3; pass += 1) {
      const taken = drawn.slice(pass * perPass, (pass + 1) * perPass).flat();
      expect([pass, taken.toSorted()]).toEqual([pass, all]);
    }
  });

  it("that do not divide train evenly still take none twice in a pass", () => {
    const drawn = batches(6, 5);
    for (let pass = 0; pass < 3; pass += 1) {
      expect(new Set(drawn.slice(2 * pass, 2 * pass + 2).flat()).size).toBe(10);
    }
  });

  it("each pass, and each seed, has an order of its own", () => {
    const [first, second] = batches(2, 12);
    expect(first).not.toEqual(second);
    expect(batches(1, 12, 2)[0]).not.toEqual(first);
  });
});
