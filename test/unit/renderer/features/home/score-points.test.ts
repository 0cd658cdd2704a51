import { expect, it } from "vitest";
import { countUnmeasured, listScorePoints, placeFigure } from "#renderer/features/home/score-points.ts";
import type { Outcome } from "#renderer/store/score-series.ts";

const outcome = (accuracy: number, items: string, system = `${accuracy}`): Outcome => ({
  system,
  accuracy,
  interval: [accuracy - 0.05, accuracy + 0.05],
  n: 100,
  items,
  by: "session",
  measuredAt: null,
});

it("points stand in the order of the history, without the commits that nobody measured", () => {
  const history = ["a", "b", "c"];
  const outcomes = new Map([
    ["c", outcome(0.8, "x")],
    ["a", outcome(0.3, "x")],
  ]);
  expect(listScorePoints(history, outcomes).map(({ commit, isHead }) => [commit, isHead])).toEqual([
    ["a", false],
    ["c", true],
  ]);
});

it("[L6] only neighbours that were measured on the same items are joined", () => {
  const history = ["a", "b", "c", "d"];
  const outcomes = new Map([
    ["a", outcome(0.3, "x")],
    ["b", outcome(0.4, "x")],
    ["c", outcome(0.5, "y")],
    ["d", outcome(0.6, "x")],
  ]);
  expect(listScorePoints(history, outcomes).map(({ isJoined }) => isJoined)).toEqual([
    false,
    true,
    false,
    false,
  ]);
});

it("[L12] a commit that leaves the agent as it was is no new point, and one that goes back to it is at its height", () => {
  const history = ["a", "b", "c", "d", "e", "f"];
  // Measured at the edit of something else.
  const first = { ...outcome(0.3, "x", "first"), measuredAt: "b" };
  const outcomes = new Map([
    ["a", first],
    // Edits something else.
    ["b", { ...first, measuredAt: null }],
    ["c", outcome(0.8, "x", "second")],
    // A rollback, and an edit of something else at head.
    ["e", first],
    ["f", first],
  ]);
  const points = listScorePoints(history, outcomes);
  expect(
    points.map(({ commit, accuracy, isHead, measuredAt }) => [commit, accuracy, isHead, measuredAt]),
  ).toEqual([
    ["a", 0.3, false, null],
    ["c", 0.8, false, null],
    ["e", 0.3, true, "b"],
  ]);
  expect(countUnmeasured(history, outcomes)).toBe(0);
  expect(countUnmeasured([...history, "g", "h"], outcomes)).toBe(2);
});

it.each([
  ["the last one", undefined, "beside"],
  ["no line to the next", { accuracy: 0.9, isJoined: false }, "beside"],
  ["a line that goes on as high", { accuracy: 0.6, isJoined: true }, "above"],
  ["a line that falls", { accuracy: 0.5, isJoined: true }, "above"],
  ["a line that rises", { accuracy: 0.9, isJoined: true }, "below"],
] as const)("no line strikes through the figure of a point: %s", (_title, next, expected) => {
  expect(placeFigure({ accuracy: 0.6 }, next)).toBe(expected);
});
