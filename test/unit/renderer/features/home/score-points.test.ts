import { describe, expect, it } from "vitest";
import { boundsOf, listScorePoints } from "#renderer/features/home/score-points.ts";
import { makeCommit } from "./documents.ts";

const point = (commit: string, accuracy: number, reach = 0.05) => {
  const interval: [number, number] = [accuracy - reach, Math.min(1, accuracy + reach)];
  return [commit, { accuracy, score: accuracy, interval, n: 100 }] as const;
};

describe("the score over commits", () => {
  it("stands in the order of the history, with the commits left out that nobody measured", () => {
    const history = [makeCommit("c", "3"), makeCommit("b", "2"), makeCommit("a", "1")];
    const points = listScorePoints(history, new Map([point("c", 0.8), point("a", 0.3)]));
    expect(points.map(({ commit, accuracy, isHead }) => [commit, accuracy, isHead])).toEqual([
      ["a", 0.3, false],
      ["c", 0.8, true],
    ]);
  });

  it("a commit that restored an earlier state stands at its height, and says that it was not measured itself", () => {
    const history = [makeCommit("c", "1"), makeCommit("b", "2"), makeCommit("a", "1")];
    const points = listScorePoints(history, new Map([point("b", 0.8), point("a", 0.3)]));
    expect(points.map(({ commit, accuracy, isRestored }) => [commit, accuracy, isRestored])).toEqual([
      ["a", 0.3, false],
      ["b", 0.8, false],
      ["c", 0.3, true],
    ]);
  });

  it("what was measured outside of head's history is not in it", () => {
    expect(listScorePoints([makeCommit("a", "1")], new Map([point("x", 0.9)]))).toEqual([]);
  });
});

const BOUNDS: ReadonlyArray<readonly [shares: readonly number[], low: number, high: number]> = [
  [[0.3, 0.8], 0.2, 0.9],
  [[0.5], 0.4, 0.6],
  [[0.97], 0.8, 1],
];

it.each(BOUNDS)("an axis around %j goes from %d to %d", (shares, low, high) => {
  const history = shares.map((_, at) => makeCommit(`${at}`, `${at}`));
  const measured = new Map(shares.map((share, at) => point(`${at}`, share, 0.02)));
  const bounds = boundsOf(listScorePoints(history, measured));
  expect(bounds[0]).toBeCloseTo(low);
  expect(bounds[1]).toBeCloseTo(high);
});
