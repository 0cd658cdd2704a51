import type { Json } from "#core/base/json.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import type { RunTape, TapedCall } from "#core/domain/tape.ts";
import { AUTOGENESIS, GEN_AI } from "#core/recording/gen-ai.ts";

/** What the tape of a run says of the world but its model, as the run's kept spans alone tell it. */
export function tapeOfSpans(spans: readonly SpanRecord[]): Pick<RunTape, "texts" | "calls"> {
  const texts = spans[0]?.attributes[AUTOGENESIS.standingText];
  return {
    texts: typeof texts === "string" ? (JSON.parse(texts) as RunTape["texts"]) : [],
    calls: spans
      .filter(({ attributes }) => attributes[AUTOGENESIS.callPath] !== undefined)
      .map(toCall)
      .toSorted(byPath),
  };
}

function toCall({ startUs, endUs, error, attributes }: SpanRecord): TapedCall {
  const text = (name: string): string => String(attributes[name]);
  return {
    path: text(AUTOGENESIS.callPath),
    name: text(GEN_AI.toolName),
    resource: text(AUTOGENESIS.resource) as TapedCall["resource"],
    version: text(AUTOGENESIS.resourceVersion),
    effect: text(AUTOGENESIS.effect) as TapedCall["effect"],
    // A model that has nothing to say writes nothing.
    input: JSON.parse(text(GEN_AI.toolArguments).trim() || "{}") as Json,
    outcome:
      attributes[GEN_AI.toolResult] === undefined
        ? null
        : error === null
          ? { ok: true, value: toValue(attributes) }
          : { ok: false, error: { code: text("error.type") as "tool-failed", message: error } },
    startUs,
    endUs: endUs ?? startUs,
  };
}

function toValue(attributes: SpanRecord["attributes"]): Json {
  const result = String(attributes[GEN_AI.toolResult]);
  if (attributes[AUTOGENESIS.resultIsText] === true) return result;
  try {
    return JSON.parse(result) as Json;
  } catch {
    return result;
  }
}

function byPath(a: TapedCall, b: TapedCall): number {
  const [, stepA, indexA] = a.path.split("/").map(Number);
  const [, stepB, indexB] = b.path.split("/").map(Number);
  return stepA! - stepB! || indexA! - indexB!;
}
