import { expect, it } from "vitest";
import fc from "fast-check";
import type { JsonObject } from "#core/base/json.ts";
import { fromTapeDocument, toTapeDocument } from "#core/domain/tape-document.ts";
import type { RunTape, TapedAnswer, TapedExchange } from "#core/domain/tape.ts";

const TOOLS = [{ name: "search", description: "Finds.".repeat(40), parameters: {} }];
const MESSAGE = "What was said, at some length, as it is in conversations. ".repeat(8);

function answerAt(step: number, messages: readonly JsonObject[], exchanges: readonly TapedExchange[] = []) {
  const asked = { model: "m", messages, tools: TOOLS, sampling: { seed: step } };
  const turn = { text: `answer ${step}`, toolCalls: [] };
  const spend = { calls: 1, inputTokens: 1, outputTokens: 1, usd: null };
  const answer: TapedAnswer = {
    path: `m/${step}`,
    asked,
    outcome: { ok: true, turn, spend },
    retries: [],
    exchanges,
    startUs: step,
    endUs: step + 1,
  };
  return answer;
}

/** As a loop goes on: each question has all messages of the one before, and two more. */
function tapeOfSteps(steps: number): RunTape {
  const messages: JsonObject[] = [{ role: "system", content: MESSAGE }];
  const answers = Array.from({ length: steps }, (_, at) => {
    messages.push(
      { role: "user", content: `${at} ${MESSAGE}` },
      { role: "assistant", content: `${MESSAGE} ${at}` },
    );
    const request = JSON.stringify({ model: "m", messages, tools: TOOLS, seed: at });
    const exchange = { request, status: 200, response: `data: ${at}`, encoding: "utf8" } as const;
    return answerAt(at + 1, [...messages], [exchange]);
  });
  return { texts: [], answers, calls: [], limit: { path: `c/${steps}`, atUs: 5 } };
}

const sizeOf = (tape: RunTape): number => JSON.stringify(toTapeDocument(tape)).length;

it("[T20] a run of ten times the steps takes ten times the room, and not a hundred times", () => {
  expect(sizeOf(tapeOfSteps(200)) / sizeOf(tapeOfSteps(20))).toBeLessThan(12);
});

it("[T20] what was kept comes back letter for letter", () => {
  const tape = tapeOfSteps(12);
  expect(fromTapeDocument(JSON.parse(JSON.stringify(toTapeDocument(tape))))).toEqual(tape);
});

it("[T20] so does a conversation that was cut short, begun anew or changed in its middle, and any body", () => {
  const message = fc.record({ role: fc.constantFrom("user", "tool"), content: fc.string() });
  const asked = fc.array(
    fc.tuple(fc.array(message, { maxLength: 4 }), fc.array(fc.string({ unit: "binary" }), { maxLength: 2 })),
  );
  fc.assert(
    fc.property(asked, (questions) => {
      const answers = questions.map(([messages, bodies], at) =>
        answerAt(
          at + 1,
          messages,
          bodies.map((request): TapedExchange => ({ request, status: null, response: "", encoding: "utf8" })),
        ),
      );
      const tape: RunTape = { texts: [], answers, calls: [], limit: null };
      expect(fromTapeDocument(JSON.parse(JSON.stringify(toTapeDocument(tape))))).toEqual(tape);
    }),
  );
});

it("what is no tape is refused, and not half read", () => {
  for (const wrong of [null, {}, { ...toTapeDocument(tapeOfSteps(1)), form: 2 }, { form: 1, answers: [{}] }])
    expect(() => fromTapeDocument(wrong)).toThrow();
});
