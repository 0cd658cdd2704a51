import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import type { FinishReason } from "#core/models/provider.ts";

/** What endpoints call the end of an answer, in small letters; `broken` is one that its model did not come to. */
const REASONS: Readonly<Record<string, FinishReason | "broken">> = {
  stop: "stop",
  end_turn: "stop",
  end: "stop",
  eos: "stop",
  eos_token: "stop",
  stop_sequence: "stop",
  complete: "stop",
  completed: "stop",
  length: "length",
  max_tokens: "length",
  max_output_tokens: "length",
  max_length: "length",
  model_length: "length",
  model_context_window_exceeded: "length",
  tool_calls: "tool-calls",
  tool_call: "tool-calls",
  tool_use: "tool-calls",
  "tool-calls": "tool-calls",
  function_call: "tool-calls",
  content_filter: "content-filter",
  content_filtered: "content-filter",
  "content-filter": "content-filter",
  safety: "content-filter",
  recitation: "content-filter",
  blocklist: "content-filter",
  prohibited_content: "content-filter",
  spii: "content-filter",
  sensitive: "content-filter",
  refusal: "refusal",
  guardrail_intervened: "content-filter",
  error: "broken",
  abort: "broken",
  aborted: "broken",
  cancelled: "broken",
  network_error: "broken",
  malformed_function_call: "broken",
  malformed_response: "broken",
  insufficient_system_resource: "broken",
};

/** The reason in a choice as its endpoint has it, "" where there is none: an empty one is none. */
export function toFinish(choice: JsonObject): string {
  const said = [choice["finish_reason"], choice["finishReason"]].map(toWord).find((word) => word !== "");
  if (said !== undefined) return said;
  // Under this name others say what text the model stopped at.
  const stopped = toWord(choice["stop_reason"]);
  return Object.hasOwn(REASONS, stopped.toLowerCase()) ? stopped : "";
}

function toWord(value: Json | undefined): string {
  if (typeof value === "string") return value.trim();
  return value !== undefined && isJsonObject(value) && typeof value["type"] === "string"
    ? value["type"].trim()
    : "";
}

export function readReason(finish: string): FinishReason | "broken" {
  const name = finish.toLowerCase().replace(/^finish_?reason_/, "");
  return Object.hasOwn(REASONS, name) ? (REASONS[name] ?? "other") : "other";
}
