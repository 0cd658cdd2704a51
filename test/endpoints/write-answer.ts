import type { Json, JsonObject } from "#core/base/json.ts";
import type { Dress } from "./behaviour.ts";
import { call, calls, chunk, counts, DONE, ends, event, HEAD, says } from "./replies.ts";
import { answerSums, sumOf, type ChatRequest } from "./sums-model.ts";

/** What an answer of the model reports to have used. */
export const USED = { input: 20, output: 5 } as const;
const REPORTED = counts(USED.input, USED.output);

export type WholeRequest = ChatRequest & { readonly model?: Json; readonly stream_options?: Json };

/** What the model's server sends for a request, event by event, dressed as said. */
export function asEvents(dress: Dress, request: WholeRequest): readonly string[] {
  const { first = [], last = [], greeting = "", hasNoDone = false, chunkMembers = {} } = dress;
  const answer = [...first, ...withUsage(answerChunks(dress, request), dress, request), ...last];
  return [
    ...(greeting === "" ? [] : [greeting]),
    ...answer.map((part) => fillIn(event({ ...part, ...chunkMembers }), request)),
    ...(hasNoDone ? [] : [DONE]),
  ];
}

function answerChunks(dress: Dress, request: WholeRequest): readonly JsonObject[] {
  const { ends: end = { text: "stop", calls: "tool_calls" } } = dress;
  const answer = answerSums(request);
  const thought = dress.thinks === undefined ? [] : [think(dress.thinks)];
  if (answer.kind === "document") {
    return [...thought, says(writeDocument(dress, answer.value)), ends(end.text)];
  }
  const output = String(answer.value);
  if (request.tools === undefined) return [...thought, says(output), ends(end.text)];
  const isFirst = request.messages.every(({ role }) => role !== "tool");
  const next =
    dress.calculatesFirst === true && isFirst
      ? { name: "calculator", args: { expression: "1+1" } }
      : { name: "done", args: { output } };
  return [...thought, ...callChunks(dress, next), ends(end.calls)];
}

function think({ text, in: place }: NonNullable<Dress["thinks"]>): JsonObject {
  return place === "content"
    ? says(`<think>\n${text}\n</think>\n\n`)
    : chunk({ content: null, [place]: text });
}

function writeDocument({ before = "", after = "", instead = [] }: Dress, document: JsonObject): string {
  const text = instead.reduce(
    (written, [what, by]) => written.replaceAll(what, by),
    JSON.stringify(document),
  );
  return `${before}${text}${after}`;
}

type NextCall = { readonly name: string; readonly args: JsonObject };

function callChunks(dress: Dress, { name, args }: NextCall): readonly JsonObject[] {
  const { calls: form = "in-fragments", callIndex = 0, callId: id = "call_1", callMembers = {} } = dress;
  const { index: _index, ...whole } = call(name, args, { id, ...callMembers });
  const index = callIndex === null ? {} : { index: callIndex };
  if (form === "whole") return [calls({ ...index, ...whole })];
  const text = JSON.stringify(args);
  const middle = Math.ceil(text.length / 2);
  return [
    calls({ ...index, ...whole, function: { name, arguments: "" } }),
    calls({ ...index, function: { arguments: text.slice(0, middle) } }),
    calls({ ...index, function: { arguments: text.slice(middle) } }),
  ];
}

function withUsage(
  answer: readonly JsonObject[],
  { usage = "own-chunk" }: Dress,
  { stream_options }: WholeRequest,
): readonly JsonObject[] {
  const end = answer.at(-1) ?? {};
  const before = answer.slice(0, -1);
  const own = { ...HEAD, choices: [], usage: REPORTED };
  switch (usage) {
    case "own-chunk":
      return [...answer, own];
    case "when-asked":
      return JSON.stringify(stream_options ?? null).includes('"include_usage":true')
        ? [...answer, own]
        : answer;
    case "with-the-end":
      return [...before, { ...end, usage: REPORTED }];
    case "every-chunk":
      return [...before.map((part) => ({ ...part, usage: counts(20, 1) })), { ...end, usage: REPORTED }];
    case "x_groq":
      return [...before, { ...end, x_groq: { id: "req_1", usage: REPORTED } }];
    case "in-the-choice": {
      const [choice] = end["choices"] as readonly JsonObject[];
      return [...before, { ...end, choices: [{ ...choice, usage: REPORTED }] }];
    }
  }
}

/** The text with what it leaves open filled in from the request. */
export function fillIn(text: string, request: WholeRequest): string {
  const sum = sumOf(request);
  const model = typeof request.model === "string" ? request.model : "";
  return text
    .replaceAll("{{sum}}", String(sum))
    .replaceAll("{{wrong}}", String(sum + 1))
    .replaceAll("{{model}}", model);
}
