import type { Json, JsonObject } from "#core/base/json.ts";
import type { Dress, Piece, Reply } from "./behaviour.ts";

/** What most behaviours are put together from: answers in OpenAI's form, and refusals. */

const STREAM = { "content-type": "text/event-stream" };
const JSON_TYPE = { "content-type": "application/json" };

/** What a model that does its task says; the usual end of a behaviour whose beginning is the point. */
export function asAsked(dress: Dress = {}): Reply {
  return { status: 200, headers: STREAM, body: [{ asAsked: dress }] };
}

/** A stream of these pieces, as they are. */
export function stream(...body: readonly Piece[]): Reply {
  return { status: 200, headers: STREAM, body };
}

/** A stream of these chunks and of its end. */
export function chunks(...data: readonly Json[]): Reply {
  return stream(...data.map(event), DONE);
}

export function refusal(status: number, body: Json, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { ...JSON_TYPE, ...headers }, body: [JSON.stringify(body)] };
}

/** A whole answer that is not streamed. */
export function document(body: Json): Reply {
  return refusal(200, body);
}

export function page(status: number, html: string): Reply {
  return { status, headers: { "content-type": "text/html; charset=utf-8" }, body: [html] };
}

export function event(data: Json): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

export const DONE = "data: [DONE]\n\n";

/** A chunk with one choice. */
export function chunk(delta: JsonObject, finishReason: Json = null): JsonObject {
  return { ...HEAD, choices: [{ index: 0, delta, finish_reason: finishReason }] };
}

export function says(content: string, finishReason: Json = null): JsonObject {
  return chunk({ content }, finishReason);
}

/** The end of an answer. */
export function ends(finishReason: string): JsonObject {
  return chunk({}, finishReason);
}

export function usage(input: number, output: number): JsonObject {
  return { ...HEAD, choices: [], usage: counts(input, output) };
}

export function counts(input: number, output: number): JsonObject {
  return { prompt_tokens: input, completion_tokens: output, total_tokens: input + output };
}

/** Fragments of tool calls, as they are. */
export function calls(...fragments: readonly JsonObject[]): JsonObject {
  return chunk({ tool_calls: fragments });
}

/** A call whole in one fragment; what is said last of a member holds. */
export function call(name: string, args: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    index: 0,
    id: "call_1",
    type: "function",
    function: { name, arguments: JSON.stringify(args) },
    ...more,
  };
}

/** The call that hands the right answer in. */
export function done(more: JsonObject = {}): JsonObject {
  return call("done", { output: "{{sum}}" }, more);
}

export const HEAD = {
  id: "chatcmpl-1",
  object: "chat.completion.chunk",
  created: 1_700_000_000,
  model: "{{model}}",
} as const;
