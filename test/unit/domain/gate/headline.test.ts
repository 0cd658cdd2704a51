import { describe, expect, it } from "vitest";
import { gateConfigSchema, type GateMetric } from "#core/domain/gate/config.ts";
import { toHeadline } from "#core/domain/headline.ts";
import { judgeOutcomes } from "#test/support/judge-outcomes.ts";

const ITEM = {
  itemId: "a",
  baseline: 8 / 9,
  candidate: 1,
  baselineCorrect: 0,
  candidateCorrect: 1,
};
const CONTEXT = { remainingItems: 40, invariants: [] };

describe("[A16] the headline of an assessment", () => {
  it("is items fully right, but where the graded mean alone decides", () => {
    const report = (metric: GateMetric) =>
      judgeOutcomes(
        { config: gateConfigSchema.parse({ metric }), level: 0.05, groupSizes: {} },
        [ITEM],
        CONTEXT,
      );
    const headline = (metric: GateMetric) => toHeadline(report(metric), metric);
    expect(headline("either")).toMatchObject({ measure: "correct", effect: 1, n: 1, fixed: 1, broken: 0 });
    expect(headline("correct")).toMatchObject({ measure: "correct", effect: 1 });
    expect(headline("score")).toMatchObject({ measure: "score", fixed: 1, n: 1 });
    expect(headline("score").effect).toBeCloseTo(1 / 9, 12);
  });
});
