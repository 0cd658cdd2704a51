import { expect, it } from "vitest";
import type { Item } from "#core/domain/dataset.ts";
import { rolloutSeed } from "#core/evolution/seeds.ts";

function item(id: string): Item {
  return {
    id,
    dataset: "d",
    split: "train",
    isDev: false,
    input: "?",
    expected: "!",
    group: null,
    className: null,
  };
}

it("a rollout's seed follows from session, commits so far, item and repetition, and from nothing else", () => {
  const variants = [
    rolloutSeed(1, 0)(item("a"), 0),
    rolloutSeed(2, 0)(item("a"), 0),
    rolloutSeed(1, 1)(item("a"), 0),
    rolloutSeed(1, 0)(item("b"), 0),
    rolloutSeed(1, 0)(item("a"), 1),
  ];
  expect(new Set(variants).size).toBe(variants.length);
  const other = { ...item("a"), input: "another question", expected: "another answer", isDev: true };
  expect(rolloutSeed(1, 0)(other, 0)).toBe(variants[0]);
  expect(variants.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)).toBe(true);
});
