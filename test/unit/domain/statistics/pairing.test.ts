import { describe, expect, it } from "vitest";
import { BugError } from "#core/base/assert.ts";
import { pairRuns, toUnits } from "#core/domain/statistics/pairing.ts";
import type { RunScore } from "#core/domain/statistics/pairing.ts";

function run(itemId: string, score: number | null, group?: string): RunScore {
  return { itemId, score, isCorrect: score === 1, group };
}

describe("pairing runs", () => {
  it("averages repetitions into their item and counts a failed run as 0, never as absent", () => {
    const baseline = [run("b", 1), run("a", 0.5), run("a", null)];
    const candidate = [run("a", 1), run("b", null), run("a", 1)];
    expect(pairRuns(baseline, candidate)).toEqual([
      { itemId: "a", baseline: 0.25, candidate: 1, baselineCorrect: 0, candidateCorrect: 1 },
      { itemId: "b", baseline: 1, candidate: 0, baselineCorrect: 1, candidateCorrect: 0 },
    ]);
  });

  it("does not take a run without a score as correct", () => {
    const [pair] = pairRuns([run("a", 1)], [{ itemId: "a", score: null, isCorrect: true }]);
    expect(pair?.candidateCorrect).toBe(0);
  });

  it.each([
    ["an item is missing in one arm", [run("a", 1), run("b", 1)], [run("a", 1)]],
    ["the arms hold different items", [run("a", 1)], [run("b", 1)]],
    ["repetitions differ", [run("a", 1), run("a", 1)], [run("a", 1)]],
    ["an item has two groups", [run("a", 1, "x")], [run("a", 1, "y")]],
  ])("refuses when %s", (_name, baseline, candidate) => {
    expect(() => pairRuns(baseline, candidate)).toThrow(BugError);
  });
});

describe("units", () => {
  it("gives a group one vote, and keeps a group apart from an item of the same name", () => {
    const units = toUnits([
      { itemId: "x", group: "g", value: 1 },
      { itemId: "g", value: -1 },
      { itemId: "y", group: "g", value: 0 },
    ]);
    expect(units).toEqual([
      { id: "group/g", value: 0.5, items: 2 },
      { id: "item/g", value: -1, items: 1 },
    ]);
  });

  it("gives the same bits whatever order the items come in", () => {
    const items = [0.1, 0.2, 0.3, 0.7].map((value, index) => ({ itemId: `i${index}`, group: "g", value }));
    expect(toUnits(items.toReversed())).toEqual(toUnits(items));
  });
});
