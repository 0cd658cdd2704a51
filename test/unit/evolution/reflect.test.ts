import { expect, it } from "vitest";
import type { Hypothesis } from "#core/domain/proposal.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { describeRun, mostConfidentFirst, reflect } from "#core/evolution/operators/reflect.ts";
import type { SessionContext } from "#core/evolution/session-line.ts";
import type { ResourceView } from "#core/resources/view.ts";

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

it("the reflector is told which tool calls failed, and why", () => {
  const call = (span: string, error: string | null) =>
    ({
      ...{ span, error },
      attributes: {
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": "calculator",
        "gen_ai.tool.call.arguments": "{}",
        "gen_ai.tool.call.result": "",
      },
    }) as unknown as SpanRecord;
  const { steps } = describeRun({
    item,
    run: { id: "r", output: "2", error: null },
    spans: [root, call("s2", "No such sign."), call("s3", null)],
    score: 1,
  });
  const told = { tool: "calculator", version: null, arguments: "{}", result: "" };
  expect(steps).toEqual([{ ...told, error: "No such sign." }, told]);
});

it("where nothing failed nobody is asked, and there is nothing to explain", async () => {
  // A context that can ask nobody.
  const context = { session: { config: {} } } as unknown as SessionContext;
  const right = { item: "i", run: "r", isCorrect: true, score: 1 };
  const request = { view: {} as ResourceView, iteration: 1, part: "all", rejected: [], hints: [], most: 1 };
  const shown = { failures: 5, successes: 5 };
  expect(await reflect(context, { ...request, shown, observations: [right, right] })).toEqual({
    ok: true,
    value: [],
  });
});
