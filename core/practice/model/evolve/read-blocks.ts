import { isJsonObject } from "#core/base/json.ts";
import type { Json, JsonObject } from "#core/base/json.ts";
import type { ChatRequest } from "#core/models/provider.ts";

/**
 * What operators send: one user message of tagged blocks, most of them JSON. Whatever is missing or malformed reads
 * as empty: a model shown rubbish finds nothing, it does not fall over.
 */
export type Blocks = (name: string) => string;

export function readBlocks(request: ChatRequest): Blocks {
  const text = request.messages.findLast(({ role }) => role === "user")?.content ?? "";
  return (name) => {
    const start = text.indexOf(`<${name}>`);
    const end = text.lastIndexOf(`</${name}>`);
    return start < 0 || end < start ? "" : text.slice(start + name.length + 2, end).trim();
  };
}

export type ShownVariable = {
  readonly resource: string;
  readonly pointer: string;
  readonly type: string;
  readonly value: string;
  readonly tokenLimit: number | null;
};

export function readVariables(block: string): readonly ShownVariable[] {
  return readObjects(block).flatMap((raw) => {
    const { resource, pointer, type, value, tokenLimit } = raw;
    if (typeof resource !== "string" || typeof pointer !== "string" || typeof value !== "string") return [];
    return [
      {
        resource,
        pointer,
        type: typeof type === "string" ? type : "text",
        value,
        tokenLimit: typeof tokenLimit === "number" ? tokenLimit : null,
      },
    ];
  });
}

export type ShownStep = { readonly tool: string; readonly arguments: Json; readonly result: Json };

export type ShownTrace = {
  readonly span: string;
  readonly input: string;
  readonly expected: JsonObject;
  /** Null where the run gave nothing that could be read. */
  readonly got: JsonObject | null;
  readonly steps: readonly ShownStep[];
};

/** Traces of orders: others, and those without an expected order, teach the stand-in nothing. */
export function readTraces(block: string): readonly ShownTrace[] {
  return readObjects(block).flatMap((raw) => {
    const expected = toObject(raw["expected"]);
    const input = toText(raw["input"]);
    if (expected === null || input === null) return [];
    const steps = Array.isArray(raw["steps"]) ? (raw["steps"] as readonly Json[]) : [];
    const span = typeof raw["span"] === "string" ? raw["span"] : "";
    return [{ span, input, expected, got: toObject(raw["got"]), steps: steps.flatMap(toStep) }];
  });
}

export type RejectedProposal = { readonly text: string; readonly verdict: string };

export function readRejected(block: string): readonly RejectedProposal[] {
  return readObjects(block).map((raw) => ({
    text: [raw["summary"], raw["hypotheses"]].flatMap(collectTexts).join("\n"),
    verdict: typeof raw["verdict"] === "string" ? raw["verdict"] : "",
  }));
}

/** The texts of a JSON list, or the block itself where it is no JSON. */
export function readTexts(block: string): string {
  const parsed = parse(block);
  return parsed === undefined ? block : collectTexts(parsed).join("\n");
}

export function readObjects(block: string): readonly JsonObject[] {
  const parsed = parse(block);
  if (Array.isArray(parsed)) return (parsed as readonly Json[]).filter((each) => isJsonObject(each));
  return isJsonObject(parsed) ? [parsed] : [];
}

function toStep(raw: Json): ShownStep[] {
  if (!isJsonObject(raw) || typeof raw["tool"] !== "string") return [];
  const [args, result] = [raw["arguments"] ?? null, raw["result"] ?? null];
  return [{ tool: raw["tool"], arguments: parsed(args), result: parsed(result) }];
}

function parsed(value: Json): Json {
  return typeof value === "string" ? (parse(value) ?? value) : value;
}

/** An input is a text, or an object with one text in it. */
function toText(value: Json | undefined): string | null {
  if (typeof value === "string") return value;
  const texts = isJsonObject(value) ? Object.values(value).filter((each) => typeof each === "string") : [];
  return texts[0] ?? null;
}

function toObject(value: Json | undefined): JsonObject | null {
  const found = typeof value === "string" ? parse(value) : value;
  return isJsonObject(found) ? found : null;
}

function collectTexts(value: Json | undefined): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(collectTexts);
  return isJsonObject(value) ? Object.values(value).flatMap(collectTexts) : [];
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
