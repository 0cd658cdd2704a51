import { expect, it } from "vitest";
import type { Run } from "#core/domain/run.ts";
import { NO_SPEND } from "#core/domain/spend.ts";
import { spendOf } from "#core/evolution/operators/assess.ts";

const run = (calls: number): Run =>
  ({ spend: { calls, inputTokens: 10 * calls, outputTokens: calls, usd: calls / 10 } }) as Run;

it("[B3] what was on record before is not paid for again: an assessment's bill has the runs it made itself", () => {
  const outcomes = [
    { cost: NO_SPEND, run: run(100) },
    { cost: run(1).spend, run: run(1) },
    { cost: run(2).spend, run: run(2) },
    { cost: NO_SPEND, run: run(200) },
  ];
  expect(spendOf(outcomes)).toMatchObject({ calls: 3, inputTokens: 30, outputTokens: 3 });
  expect(spendOf([])).toEqual(NO_SPEND);
});
