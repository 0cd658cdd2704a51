import type { Json, JsonObject } from "#core/base/json.ts";
import { isJsonObject } from "#core/base/json.ts";
import { proposeHypotheses, type ReflectOptions } from "./propose-hypotheses.ts";
import type { Blocks } from "./read-blocks.ts";

/** Notes rest on fewer runs than a hypothesis about a prompt, so fewer are written. */
const EVIDENCE_SENTENCE = / Seen in \d+ of \d+ bad runs\.$/;

/**
 * Notes for an agent's memory: what a reflector would say about the runs, beside what the notes state already, in
 * sentences that can be understood alone.
 */
export function writeInsights(blocks: Blocks, options: ReflectOptions): readonly JsonObject[] {
  const traces = readLines(blocks("runs")).filter(isJsonObject).map(toTrace);
  const notes = readLines(blocks("notes")).filter((line) => typeof line === "string");
  const variable = { resource: "memory", pointer: "/records", type: "text", value: notes.join("\n") };
  const shown: Readonly<Record<string, string>> = {
    variables: JSON.stringify([variable]),
    traces: JSON.stringify(traces),
    count: blocks("count"),
  };
  return proposeHypotheses((name) => shown[name] ?? "", options).map(({ cause, confidence, spans }) => ({
    type: "insight",
    text: cause.replace(EVIDENCE_SENTENCE, ""),
    importance: confidence,
    spans,
  }));
}

function toTrace({ task, output, expected, spans }: JsonObject): JsonObject {
  const [first] = Array.isArray(spans) ? (spans as readonly Json[]) : [];
  return {
    span: isJsonObject(first) ? (first["span"] ?? "") : "",
    input: task ?? "",
    expected: parse(expected),
    got: parse(output),
    steps: [],
  };
}

/** One JSON value a line; lines that are none teach nothing. */
function readLines(block: string): readonly Json[] {
  return block.split("\n").flatMap((line) => {
    const value = parse(line);
    return value === null ? [] : [value];
  });
}

function parse(text: Json | undefined): Json {
  if (typeof text !== "string") return text ?? null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
