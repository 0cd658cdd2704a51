import { expect, it } from "vitest";
import { listScorePoints } from "#renderer/features/home/score-points.ts";
import type { Outcome } from "#renderer/store/score-series.ts";
import { makeCommit } from "./documents.ts";

const outcome = (accuracy: number, items: string): Outcome => ({
  accuracy,
  interval: [accuracy - 0.05, accuracy + 0.05],
  n: 100,
  items,
  by: "session",
  isRestored: false,
});

it("points stand in the order of the history, without the commits that nobody measured", () => {
  const history = [makeCommit("c", "3"), makeCommit("b", "2"), makeCommit("a", "1")];
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
  const history = ["d", "c", "b", "a"].map((id) => makeCommit(id, id));
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
