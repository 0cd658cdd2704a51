import { expect, it } from "vitest";
import { collectTurn } from "#core/models/collect-turn.ts";
import type { ModelPart } from "#core/models/provider.ts";

async function* streamOf(parts: readonly ModelPart[]): AsyncGenerator<ModelPart> {
  for (const part of parts) yield Promise.resolve(part);
}

const FINISH: ModelPart = {
  type: "finish",
  reason: "tool-calls",
  usage: { inputTokens: 7, outputTokens: 3, cachedInputTokens: 2 },
  responseModel: "m-2",
};

it("a turn is all its text, its calls in their order, and what the finish says", async () => {
  const turn = await collectTurn(
    streamOf([
      { type: "text-delta", text: "Let me " },
      { type: "tool-call", callId: "a", toolName: "sum", argumentsText: "{" },
      { type: "text-delta", text: "see." },
      { type: "tool-call", callId: "b", toolName: "sum", argumentsText: "{}" },
      FINISH,
    ]),
  );
  expect(turn).toEqual({
    text: "Let me see.",
    toolCalls: [
      { callId: "a", toolName: "sum", argumentsText: "{" },
      { callId: "b", toolName: "sum", argumentsText: "{}" },
    ],
    reason: "tool-calls",
    usage: { inputTokens: 7, outputTokens: 3, cachedInputTokens: 2 },
    responseModel: "m-2",
  });
});

it.each([
  ["nothing", []],
  ["text alone", [{ type: "text-delta", text: "half" }]],
] as const)("a stream of %s without a finish is no turn, and worth another try", async (_what, parts) => {
  await expect(collectTurn(streamOf(parts))).rejects.toMatchObject({
    code: "model-truncated",
    retryable: true,
  });
});
