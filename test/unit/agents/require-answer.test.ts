import { describe, expect, it } from "vitest";
import { requireAnswer } from "#core/agents/require-answer.ts";
import { AppError } from "#core/base/app-error.ts";
import type { ModelTurn } from "#core/models/collect-turn.ts";
import type { ChatMessage } from "#core/models/provider.ts";

const EMPTY: ModelTurn = { text: "", toolCalls: [], reason: "stop", usage: null };
const ASKED: readonly ChatMessage[] = [{ role: "user", content: "?" }];
const ACTED: readonly ChatMessage[] = [...ASKED, { role: "tool", callId: "a", content: "done" }];
const call = (argumentsText: string): ModelTurn["toolCalls"][number] => ({
  callId: "a",
  toolName: "add",
  argumentsText,
});

function judge(turn: Partial<ModelTurn>, messages = ASKED): AppError | null {
  try {
    requireAnswer({ ...EMPTY, ...turn }, { messages, limit: 2000 });
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

const NONE: readonly (readonly [title: string, turn: Partial<ModelTurn>, code: string, said: string])[] = [
  [
    "nothing at the limit",
    { reason: "length" },
    "output-limit",
    "the limit of 2000 output tokens before any text",
  ],
  ["blanks at the limit", { reason: "length", text: " \n" }, "output-limit", "before any text"],
  ["thought up to the limit", { reason: "length", thought: "hm" }, "output-limit", "before any text"],
  [
    "half a call at the limit",
    { reason: "length", toolCalls: [call('{"x')] },
    "output-limit",
    "middle of a tool call",
  ],
  ["nothing through the filter", { reason: "content-filter" }, "content-filtered", "before any text"],
  ["half through the filter", { reason: "content-filter", text: "First" }, "content-filtered", "midway"],
  ["a refusal without words", { reason: "refusal" }, "answer-declined", "declined"],
  ["a call that is not there", { reason: "tool-calls" }, "answer-empty", "called none"],
  ["nothing for no reason", { reason: "other" }, "answer-empty", "nothing says why"],
  ["thought alone", { thought: "It is 5." }, "answer-empty", "thought and gave no answer"],
];

describe("[M34] a turn that is no answer", () => {
  it.each(NONE)("%s is an error by its reason", (_title, turn, code, said) => {
    expect(judge(turn)).toMatchObject({ code, message: expect.stringContaining(said), retryable: false });
  });

  it("that ended at the limit says which setting raises it", () => {
    expect(judge({ reason: "length" })?.hint).toContain("maxOutputTokens");
  });
});

const ANSWERS: readonly (readonly [
  title: string,
  turn: Partial<ModelTurn>,
  messages: readonly ChatMessage[],
])[] = [
  ["text", { text: "5" }, ASKED],
  ["text cut at the limit", { text: "First we", reason: "length" }, ASKED],
  ["whole calls at the limit", { toolCalls: [call("{}")], reason: "length" }, ASKED],
  ["a refusal in words", { text: "I can't", reason: "refusal" }, ASKED],
  ["nothing, said to be all", {}, ASKED],
  ["nothing after the agent acted", { thought: "All is done." }, ACTED],
];

describe("[M34] a turn that is an answer", () => {
  it.each(ANSWERS)("%s", (_title, turn, messages) => {
    expect(judge(turn, messages)).toBeNull();
  });
});
