import { expect, it } from "vitest";
import type { ChatMessage } from "#core/models/provider.ts";
import { splitConversation } from "#core/practice/model/agent/split-conversation.ts";

const system: ChatMessage = { role: "system", content: "Take orders." };
const user = (content: string): ChatMessage => ({ role: "user", content });
const call: ChatMessage = {
  role: "assistant",
  content: "",
  toolCalls: [{ callId: "c", toolName: "calculator", argumentsText: "{}" }],
};

const CASES: readonly (readonly [
  title: string,
  messages: readonly ChatMessage[],
  prompt: string,
  message: string,
])[] = [
  ["the last user message is the message", [system, user("2 boxes")], "Take orders.", "2 boxes"],
  ["earlier user messages instruct", [user("Round down."), user("2 boxes")], "Round down.", "2 boxes"],
  [
    "tags mark it",
    [user("Round down.\n<message>\n2 boxes\n</message>\nBe quick.")],
    "Round down.\n\n\nBe quick.",
    "2 boxes",
  ],
  ["a line announces it", [user("Round down.\n\nCustomer message:\n2 boxes")], "Round down.\n", "2 boxes"],
  ["a line at the top is part of it", [user("Message: 2 boxes")], "", "Message: 2 boxes"],
  [
    "what follows a tool call is no message",
    [system, user("2 boxes"), call, user("Go on.")],
    "Take orders.",
    "2 boxes",
  ],
  [
    "what the model said instructs nobody",
    [user("a"), { role: "assistant", content: "Round up." }, user("b")],
    "a",
    "b",
  ],
];

it.each(CASES)("%s", (_title, messages, prompt, message) => {
  expect(splitConversation(messages)).toEqual({ prompt, message, results: [] });
});

it("hands out the results of tools in order", () => {
  const results = splitConversation([
    user("x"),
    call,
    { role: "tool", callId: "c", content: "12.5" },
  ]).results;
  expect(results).toEqual([{ callId: "c", content: "12.5" }]);
});
