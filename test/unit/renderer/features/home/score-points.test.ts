import { describe, expect, it } from "vitest";
import { boundsOf, listScorePoints } from "#renderer/features/home/score-points.ts";
import { makeCommit, makeSession } from "./documents.ts";

const point = (commit: string, accuracy: number) => ({
  iteration: 1,
  commit,
  estimate: {
    accuracy,
    score: accuracy,
    interval: [accuracy - 0.05, accuracy + 0.05] as [number, number],
    n: 100,
  },
});

describe("the score over commits", () => {
  it("stands in the order of the history, with the commits left out that nobody measured", () => {
    const history = [makeCommit("c", "3"), makeCommit("b", "2"), makeCommit("a", "1")];
    const points = listScorePoints(history, [makeSession({ curve: [point("c", 0.8), point("a", 0.3)] })]);
    expect(points.map(({ commit, accuracy, isHead }) => [commit, accuracy, isHead])).toEqual([
      ["a", 0.3, false],
      ["c", 0.8, true],
    ]);
  });

  it("a commit that restored an earlier state stands at its height, and says that it was not measured itself", () => {
    const history = [makeCommit("c", "1"), makeCommit("b", "2"), makeCommit("a", "1")];
    const points = listScorePoints(history, [makeSession({ curve: [point("b", 0.8), point("a", 0.3)] })]);
    expect(points.map(({ commit, accuracy, isRestored }) => [commit, accuracy, isRestored])).toEqual([
      ["a", 0.3, false],
      ["b", 0.8, false],
      ["c", 0.3, true],
    ]);
  });

  it("of two sessions that measured a commit the newer one counts, whatever order they come in", () => {
    const older = makeSession({ startedAt: "2026-03-01T00:00:00.000Z", curve: [point("a", 0.3)] });
    const newer = makeSession({ startedAt: "2026-03-02T00:00:00.000Z", curve: [point("a", 0.4)] });
    const history = [makeCommit("a", "1")];
    expect(listScorePoints(history, [newer, older])[0]?.accuracy).toBe(0.4);
    expect(listScorePoints(history, [older, newer])[0]?.accuracy).toBe(0.4);
  });

  it("what was measured outside of head's history is not in it", () => {
    expect(listScorePoints([makeCommit("a", "1")], [makeSession({ curve: [point("x", 0.9)] })])).toEqual([]);
  });
});

const BOUNDS: ReadonlyArray<readonly [shares: readonly number[], low: number, high: number]> = [
  [[0.3, 0.8], 0.2, 0.9],
  [[0.5], 0.4, 0.6],
  [[0.97], 0.8, 1],
];

it.each(BOUNDS)("an axis around %j goes from %d to %d", (shares, low, high) => {
  const history = shares.map((_, at) => makeCommit(`${at}`, `${at}`));
  const curve = shares.map((share, at) => ({
    ...point(`${at}`, share),
    estimate: {
      accuracy: share,
      score: share,
      interval: [share - 0.02, Math.min(1, share + 0.02)] as [number, number],
      n: 1,
    },
  }));
  const bounds = boundsOf(listScorePoints(history, [makeSession({ curve })]));
  expect(bounds[0]).toBeCloseTo(low);
  expect(bounds[1]).toBeCloseTo(high);
});
