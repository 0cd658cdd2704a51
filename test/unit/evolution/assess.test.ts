import { expect, it } from "vitest";
import type { Run } from "#core/domain/run.ts";
import { spendOf } from "#core/evolution/operators/assess.ts";

const run = (calls: number): Run =>
  ({ spend: { calls, inputTokens: 10 * calls, outputTokens: calls, usd: calls / 10 } }) as Run;

it("[B3] what was on record before is not paid for again: an assessment's bill has the runs it made itself", () => {
  const outcomes = [
    { isCached: true, run: run(100) },
    { isCached: false, run: run(1) },
    { isCached: false, run: run(2) },
    { isCached: true, run: run(200) },
  ];
  expect(spendOf(outcomes)).toMatchObject({ calls: 3, inputTokens: 30, outputTokens: 3 });
  expect(spendOf(outcomes.filter(({ isCached }) => isCached))).toMatchObject({ calls: 0, usd: 0 });
});
