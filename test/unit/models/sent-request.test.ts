import { expect, it } from "vitest";
import type { ChatMessage, ChatRequest } from "#core/models/provider.ts";
import { asSent, castRoles } from "#core/models/sent-request.ts";

const system = (content: string): ChatMessage => ({ role: "system", content });
const user = (content: string): ChatMessage => ({ role: "user", content });
const assistant = (content: string): ChatMessage => ({ role: "assistant", content });
const calling: ChatMessage = {
  role: "assistant",
  content: "",
  toolCalls: [{ callId: "c", toolName: "f", argumentsText: "{}" }],
};
const result: ChatMessage = { role: "tool", callId: "c", content: "1" };

it("[M20] messages without a system message begin the first user message with what it said", () => {
  expect(castRoles([system("a"), system("b"), user("c"), user("d")], "no-system")).toEqual([
    user("a\n\nb\n\nc"),
    user("d"),
  ]);
  expect(castRoles([system("a"), calling, result], "no-system")).toEqual([user("a"), calling, result]);
  expect(castRoles([user("c")], "no-system")).toEqual([user("c")]);
});

it("[M20] messages that take turns are one where two of one role follow each other, and tool results stay", () => {
  const messages = [
    system("a"),
    user("b"),
    user("c"),
    assistant("d"),
    assistant("e"),
    calling,
    result,
    result,
    user("f"),
  ];
  expect(castRoles(messages, "alternating")).toEqual([
    user("a\n\nb\n\nc"),
    assistant("d\n\ne"),
    calling,
    result,
    result,
    user("f"),
  ]);
});

it("[M20] a form in words stands behind the last user message, and holds the schema and the word json", () => {
  const request: ChatRequest = {
    model: "m",
    messages: [user("a"), assistant("b"), user("c"), assistant("d")],
    sampling: {},
    output: { name: "o", schema: { type: "object", a: 1 } },
  };
  const { messages } = asSent(request, { structured: "words" });
  expect(messages[2]?.content).toMatch(/^c\n\nAnswer in json.*\n\{"a":1,"type":"object"\}$/);
  expect(asSent(request, { structured: "words" })).toEqual(asSent(request, { structured: "words" }));
  expect(asSent(request, { omit: ["seed"] }).messages).toEqual(request.messages);
});

it("[M20] settings are those that are sent", () => {
  const request: ChatRequest = {
    model: "m",
    messages: [user("a")],
    sampling: { temperature: 0, topP: 0.5, seed: 7, maxOutputTokens: 9 },
  };
  const rules = { omit: ["seed", "max_completion_tokens"], set: { temperature: 1 }, rename: { top_p: "p" } };
  expect(asSent(request, rules).sampling).toEqual({ temperature: 1, topP: 0.5 });
  expect(asSent(request, undefined)).toBe(request);
});
