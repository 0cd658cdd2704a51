import { describe, expect, it } from "vitest";
import type { MeasuredDocument } from "#core/contract/home.ts";
import { findSeries, listSeries, outcomesOf } from "#renderer/store/score-series.ts";

const measured = (commit: string, model: string, accuracy: number): MeasuredDocument => ({
  commit,
  dataset: "orders",
  model,
  items: "x",
  by: "session",
  estimate: { accuracy, score: accuracy, interval: [accuracy, accuracy], n: 100 },
});

const MEASURED = [measured("a", "toy", 0.3), measured("b", "toy", 0.8), measured("b", "large", 0.9)];

describe("[L6] the series of scores", () => {
  it("are one for each dataset and model, that with most commits first", () => {
    expect(listSeries(MEASURED).map(({ model }) => model)).toEqual(["toy", "large"]);
  });

  it("a choice that is not there any more falls back to the first", () => {
    const series = listSeries(MEASURED);
    expect([findSeries(series, "orders large")?.model, findSeries(series, "gone")?.model]).toEqual([
      "large",
      "toy",
    ]);
    expect(findSeries([], null)).toBeUndefined();
  });

  it("never mix, and a commit that restored an earlier state stands at its height", () => {
    const commits = [
      { id: "c", state: "1" },
      { id: "b", state: "2" },
      { id: "a", state: "1" },
    ];
    const [toy, large] = listSeries(MEASURED);
    const heights = (series: typeof toy): unknown =>
      [...outcomesOf(commits, MEASURED, series)].map(([id, { accuracy, isRestored }]) => [
        id,
        accuracy,
        isRestored,
      ]);
    expect(heights(toy)).toEqual([
      ["c", 0.3, true],
      ["b", 0.8, false],
      ["a", 0.3, false],
    ]);
    expect(heights(large)).toEqual([["b", 0.9, false]]);
    expect(heights(undefined)).toEqual([]);
  });
});
