import { describe, expect, it } from "vitest";
import { acceptanceMean, gateConfigSchema, guardsInForce, rejectionMean } from "#core/domain/gate/config.ts";

describe("the gate's config", () => {
  it("has defaults for everything", () => {
    expect(gateConfigSchema.parse({})).toEqual({
      alpha: 0.1,
      beta: 0.05,
      minEffect: 0.02,
      objective: "improve",
      metric: "either",
      margin: 0.02,
      guards: [],
      horizon: 24,
    });
  });

  it.each([
    ["a level of 0", { alpha: 0 }],
    ["a level of 1", { beta: 1 }],
    ["a negative margin", { margin: -0.1 }],
    ["a horizon of no assessment", { horizon: 0 }],
    ["a misspelt key", { minEfect: 0.01 }],
    ["a metric that is only half of one", { metric: "net" }],
    [
      "two guards of one id",
      {
        guards: [
          { id: "a", metric: "score" },
          { id: "a", metric: "correct" },
        ],
      },
    ],
  ])("refuses %s", (_name, raw) => {
    expect(gateConfigSchema.safeParse(raw).success).toBe(false);
  });
});

describe("guards in force", () => {
  it("always watch all-correct accuracy under a graded score", () => {
    const config = gateConfigSchema.parse({
      metric: "score",
      margin: 0.03,
      guards: [{ id: "refunds", metric: "score" }],
    });
    expect(guardsInForce(config)).toEqual([
      { id: "refunds", metric: "score", margin: 0.02, itemIds: null },
      { id: "all-correct", metric: "correct", margin: 0.03, itemIds: null },
    ]);
  });

  it("let a configured all-correct guard stand, and add none where being correct is the metric", () => {
    const own = { id: "all-correct", metric: "correct", margin: 0.1 } as const;
    expect(guardsInForce(gateConfigSchema.parse({ metric: "score", guards: [own] }))).toEqual([
      { ...own, itemIds: null },
    ]);
    expect(guardsInForce(gateConfigSchema.parse({ metric: "correct" }))).toEqual([]);
  });

  it("watch the graded mean under either metric, more closely than whole items", () => {
    expect(guardsInForce(gateConfigSchema.parse({ margin: 0.03 }))).toEqual([
      { id: "mean-score", metric: "score", margin: 0.01, itemIds: null },
    ]);
  });
});

it("judges an improvement against 0 and minEffect, a no-worse variant against the margin alone", () => {
  const improve = gateConfigSchema.parse({ minEffect: 0.01 });
  const noWorse = gateConfigSchema.parse({ objective: "no-worse", margin: 0.03 });
  expect([acceptanceMean(improve), rejectionMean(improve)]).toEqual([0, 0.01]);
  expect([acceptanceMean(noWorse), rejectionMean(noWorse)]).toEqual([-0.03, -0.03]);
});
