import { isJsonObject, jsonEquals, type Json } from "#core/base/json.ts";
import { diffJson } from "#core/domain/json-diff.ts";
import type { Divergence, DivergenceClass } from "#core/domain/replay.ts";

/** How what was asked stands to what the tape has at its place. */
export type Held =
  | { readonly as: "exact" | "cosmetic" }
  | { readonly as: "divergence"; readonly divergence: Divergence };

/** Fields of one divergence that are named; a person reads the first. */
const MOST_FIELDS = 20;

type Pair = { readonly path: string; readonly expected: Json; readonly got: Json };

/** A question to a model: model, messages, tools and sampling, and nothing else. Its texts are the same or they are not. */
export function holdQuestion(pair: Pair): Held {
  return jsonEquals(pair.expected, pair.got) ? { as: "exact" } : diverge(pair, "arguments");
}

/** What a tool was given. Spaces around words and how a number is written make no other call of it. */
export function holdArguments(pair: Pair): Held {
  if (jsonEquals(pair.expected, pair.got)) return { as: "exact" };
  if (jsonEquals(plain(pair.expected), plain(pair.got))) return { as: "cosmetic" };
  return diverge(pair, "arguments");
}

/** Two things that differ at one place of the tape, with the fields in which they do. */
export function diverge({ path, expected, got }: Pair, kind: DivergenceClass): Held {
  const differences = diffJson(expected, got);
  const [first] = differences;
  return {
    as: "divergence",
    divergence: {
      path,
      class: kind,
      fields: differences.slice(0, MOST_FIELDS).map((each) => each.path),
      expected: first === undefined ? expected : (first.before ?? null),
      got: first === undefined ? got : (first.after ?? null),
    },
  };
}

/** The same arguments as a model may write them otherwise. */
function plain(value: Json): Json {
  if (typeof value === "string") {
    const text = value.trim().replaceAll(/\s+/g, " ");
    return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
  }
  if (Array.isArray(value)) return value.map(plain);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}
