import { expect, it } from "vitest";
import type { Hypothesis } from "#core/domain/proposal.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { describeRun, mostConfidentFirst } from "#core/evolution/operators/reflect.ts";

function hypothesis(id: string, confidence: number): Hypothesis {
  return { id, cause: id, target: { resource: "prompt/clerk", pointer: "/x" }, spans: [], confidence };
}

it("hypotheses are ordered by confidence, whatever order they came in, and as they came among equals", () => {
  const given = [hypothesis("low", 0.2), hypothesis("top", 0.9), hypothesis("a", 0.5), hypothesis("b", 0.5)];
  expect(mostConfidentFirst(given).map(({ id }) => id)).toEqual(["top", "a", "b", "low"]);
});

const root = { span: "s1", attributes: {}, error: null } as unknown as SpanRecord;
const item = { input: "1+1", expected: "2" };

it("the reflector is told why a run failed, and of one that did not fail nothing of the kind", () => {
  const failed = {
    id: "r",
    output: null,
    error: { code: "time-limit", message: "It took too long." },
  } as const;
  const told = { span: "s1", ...item, score: 0, steps: [] };
  expect(describeRun({ item, run: failed, spans: [root], score: 0 })).toEqual({
    ...told,
    got: null,
    error: "It took too long.",
  });
  expect(describeRun({ item, run: { ...failed, error: null }, spans: [root], score: 0 })).toEqual({
    ...told,
    got: null,
  });
});
