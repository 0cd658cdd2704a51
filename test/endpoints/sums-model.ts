import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";

/** What a chat request holds, as far as this model reads it. */
export type ChatRequest = {
  readonly messages: readonly { readonly role: string; readonly content: Json }[];
  readonly tools?: Json;
};

/**
 * A model that adds two numbers. It gets sums of small numbers right; others only when its prompt tells it to add with care,
 * which as reflector it finds out and as improver it writes down. It reads nothing but the request, however that is cast.
 */
export type SumsAnswer =
  | { readonly kind: "answer"; readonly value: number }
  | { readonly kind: "document"; readonly value: JsonObject };

const RULE = "Add with care: carry the one.";

/** Where the solver's rules stand. */
const RULES = { resource: "prompt/solver", pointer: "/messages/0/sections/0/text" } as const;

/** JSON lines for an import: sums, two thirds of which the model gets wrong at first. */
export function sumLines(count: number): string {
  return Array.from({ length: count }, (_, at) => {
    const [first, second] = [2 + (at % 3), 20 + at];
    const question = `What is ${first}+${second}?`;
    return JSON.stringify({
      id: `s${String(at).padStart(3, "0")}`,
      question,
      answer: String(first + second),
    });
  }).join("\n");
}

export function answerSums(request: ChatRequest): SumsAnswer {
  const text = request.messages.map(({ content }) => textOf(content)).join("\n");
  const traces = blockOf(text, "traces");
  if (traces !== null) return { kind: "document", value: reflect(text, traces) };
  const variable = blockOf(text, "variable");
  if (variable !== null) return { kind: "document", value: improve(text, variable) };
  return { kind: "answer", value: addAsTold(text) };
}

/** The sum that the newest question asks for; 0 where it asks for none. */
export function sumOf({ messages }: ChatRequest): number {
  const [, first, second] =
    /(\d+)\s*\+\s*(\d+)/.exec(
      messages
        .filter(({ role }) => role === "user")
        .map(({ content }) => textOf(content))
        .join("\n"),
    ) ?? [];
  return Number(first ?? 0) + Number(second ?? 0);
}

function addAsTold(text: string): number {
  const [, first = "0", second = "0"] = /What is (\d+)\s*\+\s*(\d+)/.exec(text) ?? [];
  const sum = Number(first) + Number(second);
  return text.includes(RULE) || Number(first) === 2 ? sum : sum + 1;
}

type ShownTrace = { readonly span: string; readonly expected: Json; readonly got: Json };

function reflect(text: string, traces: string): JsonObject {
  const shown = JSON.parse(traces) as readonly ShownTrace[];
  const failing = shown.filter(({ expected, got }) => String(expected) !== String(got));
  if (failing.length === 0 || (blockOf(text, "rejected") ?? "").includes(RULE)) return { hypotheses: [] };
  const spans = failing.map(({ span }) => span);
  return { hypotheses: [{ id: "h1", cause: RULE, target: RULES, spans, confidence: 0.9 }] };
}

function improve(text: string, variable: string): JsonObject {
  const { value } = JSON.parse(variable) as { readonly value: string };
  const causes = (
    JSON.parse(blockOf(text, "hypotheses") ?? "[]") as readonly { readonly cause: string }[]
  ).map(({ cause }) => cause);
  return { value: [value, ...causes].join("\n"), summary: causes.join(" ") };
}

function blockOf(text: string, name: string): string | null {
  return new RegExp(`<${name}>\\n([^]*?)\\n</${name}>`).exec(text)?.[1] ?? null;
}

/** A message's content is a text, or parts with texts in them. */
function textOf(content: Json): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((part: Json) => (isTextPart(part) ? part.text : "")).join("");
}

function isTextPart(part: Json): part is { readonly text: string } {
  return isJsonObject(part) && typeof part["text"] === "string";
}
