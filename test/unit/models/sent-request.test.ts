import { expect, it } from "vitest";
import type { ChatMessage, ChatRequest } from "#core/models/provider.ts";
import { asSent, castRoles, outputLimitOf, rulesFor } from "#core/models/sent-request.ts";

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

it.each([
  [
    "under the name it was given",
    { rename: { max_tokens: "n_predict" }, set: { n_predict: 100_000 } },
    100_000,
  ],
  ["under any name", { rename: { max_tokens: "most" }, set: { most: 100_000 } }, 100_000],
  ["under both names of its own", { set: { max_tokens: 10, max_completion_tokens: 5000 } }, 5000],
  ["beside the usual one", { set: { n_predict: 5000 } }, 5000],
  ["beside the usual one, which is the larger", { set: { n_predict: 5 } }, 9],
  ["to less, instead of the usual one", { rename: { max_tokens: "n_predict" }, set: { n_predict: 5 } }, 5],
  ["to no figure", { set: { max_tokens: null } }, 9],
])("[B7] a limit of output that rules set %s is what is reserved", (_title, rules, limit) => {
  expect(outputLimitOf({ sampling: { maxOutputTokens: 9 } }, rules)).toBe(limit);
});

it("[M20] a setting that is left out by the name it was given is not sent", () => {
  const request: ChatRequest = { model: "m", messages: [user("a")], sampling: { temperature: 1, topP: 0.5 } };
  const rules = { rename: { temperature: "heat" }, omit: ["heat"] };
  expect(asSent(request, rules).sampling).toEqual({ topP: 0.5 });
});

it("[M20] rules for what an agent does not say are none of its", () => {
  const rules = { omit: ["top_p"], rename: { temperature: "heat" }, structured: "words" as const };
  expect(rulesFor({}, rules)).toBeUndefined();
  expect(rulesFor({ temperature: 0 }, rules)).toEqual({ rename: { temperature: "heat" } });
  expect(rulesFor({ topP: 1 }, rules)).toEqual({ omit: ["top_p"] });
  expect(
    rulesFor({}, { omit: ["heat", "seed"], rename: { temperature: "heat", seed: "random_seed" } }),
  ).toEqual({
    omit: ["seed"],
    rename: { seed: "random_seed" },
  });
});
