import { describe, expect, it } from "vitest";
import type { MeasuredDocument } from "#core/contract/home.ts";
import { findSeries, listSeries, outcomesOf } from "#renderer/store/score-series.ts";

const measured = (
  commit: string,
  model: string,
  accuracy: number,
  change: Partial<MeasuredDocument> = {},
): MeasuredDocument => ({
  system: `system of ${commit}`,
  agent: "agent/clerk",
  commit,
  commits: [commit],
  dataset: "orders",
  model,
  items: "x",
  by: "session",
  estimate: { accuracy, score: accuracy, interval: [accuracy, accuracy], n: 100 },
  ...change,
});

const MEASURED = [
  measured("a", "toy", 0.3, { commits: ["a", "c"] }),
  measured("b", "toy", 0.8),
  measured("b", "large", 0.9),
];

describe("[L6] the series of scores", () => {
  it("are one for each agent, dataset and model, that with most systems first", () => {
    expect(listSeries(MEASURED).map(({ model }) => model)).toEqual(["toy", "large"]);
    const other = measured("b", "toy", 0.1, { agent: "agent/packer" });
    expect(listSeries([...MEASURED, other]).map(({ agent }) => agent)).toEqual([
      "agent/clerk",
      "agent/clerk",
      "agent/packer",
    ]);
  });

  it("a choice that is not there any more falls back to the first", () => {
    const series = listSeries(MEASURED);
    expect([
      findSeries(series, "orders large agent/clerk")?.model,
      findSeries(series, "gone")?.model,
    ]).toEqual(["large", "toy"]);
    expect(findSeries([], null)).toBeUndefined();
  });

  it("[L12] never mix, and commits that hold the same system stand at the same height", () => {
    const [toy, large] = listSeries(MEASURED);
    const heights = (series: typeof toy): unknown =>
      [...outcomesOf(MEASURED, series)].map(([id, { accuracy, measuredAt }]) => [id, accuracy, measuredAt]);
    expect(heights(toy)).toEqual([
      ["a", 0.3, null],
      ["c", 0.3, "a"],
      ["b", 0.8, null],
    ]);
    expect(heights(large)).toEqual([["b", 0.9, null]]);
    expect(heights(undefined)).toEqual([]);
  });
});
