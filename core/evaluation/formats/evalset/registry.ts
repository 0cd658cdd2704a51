import { asText } from "#core/evaluation/formats/as-text.ts";
import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import type { Scorer } from "#core/domain/dataset.ts";
import type { NeighbourFiles } from "#core/evaluation/formats/promptfoo/neighbour-files.ts";
import { readDocument } from "#core/evaluation/formats/promptfoo/read-document.ts";
import { whyNotJson, type Row } from "#core/evaluation/formats/row.ts";
import { readTask } from "#core/evaluation/shapes/messages.ts";

type Read = { readonly rows: readonly Row[]; readonly notes: readonly string[]; readonly scorer: Scorer };

/** How an eval of a class compares: the answer begins with an accepted text, has it, or is to be compared as a whole. */
type Compares = "begins" | "includes" | "any";
const CLASSES: Readonly<Record<string, Compares>> = {
  "evals.elsuite.basic.match:Match": "begins",
  "evals.elsuite.basic.includes:Includes": "includes",
  "evals.elsuite.basic.fuzzy_match:FuzzyMatch": "any",
  "evals.elsuite.basic.json_match:JsonMatch": "any",
};

function comparesOf(type: string): Compares | null {
  return (Object.hasOwn(CLASSES, type) ? CLASSES[type] : undefined) ?? null;
}

/**
 * A registry of OpenAI Evals: evals by name, each with a class that compares and a file of samples [S41]. Null where the
 * text is none. Its samples are read where they stand beside it; any others are named.
 */
export function readRegistry(text: string, scorer: Scorer | undefined, files: NeighbourFiles): Read | null {
  if (!text.includes("samples_jsonl")) return null;
  const document = readDocument(text);
  if (!document.ok || !isJsonObject(document.value.root)) return null;
  const { root, lineOf } = document.value;
  const evals = Object.entries(root).flatMap(([name, value]) =>
    isJsonObject(value) && isJsonObject(value["args"]) && typeof value["args"]["samples_jsonl"] === "string"
      ? [{ name, line: lineOf([name]), type: asText(value["class"]), args: value["args"] }]
      : [],
  );
  if (evals.length === 0) return null;
  const known = evals.flatMap(({ type }) => comparesOf(type) ?? []);
  // What begins with a text or has it cannot be said by comparing texts as a whole.
  const isRegex = scorer === undefined && known.some((compares) => compares !== "any");
  const chosen: Scorer = scorer ?? (isRegex ? { type: "regex", flags: "" } : { type: "exact" });
  const rows = evals.flatMap((one): readonly Row[] => {
    const compares = comparesOf(one.type);
    if (compares === null)
      return [{ line: one.line, reason: `${one.name} was left out: no scorer does what ${one.type} does` }];
    const path = asText(one.args["samples_jsonl"]);
    const samples = files.read(path);
    if (!samples.ok)
      return [
        { line: one.line, reason: `the samples of ${one.name} were left out: ${path} ${samples.error}` },
      ];
    const asExpected = isRegex
      ? (ideal: Json) => toPatterns(ideal, compares, one.args)
      : (ideal: Json) => ideal;
    return samples.value
      .replace(/^\ufeff/, "")
      .split("\n")
      .flatMap((line, at): readonly Row[] =>
        line.trim() === "" ? [] : [readSample(line, at + 1, asExpected)],
      );
  });
  return {
    rows,
    scorer: chosen,
    notes: [
      isRegex
        ? "It is a registry of OpenAI Evals: the samples are its items, and an answer is right that begins with or has any text of `ideal`, as the eval's class says."
        : "It is a registry of OpenAI Evals: the samples are its items, and any text of `ideal` is right.",
    ],
  };
}

function readSample(text: string, line: number, asExpected: (ideal: Json) => Json): Row {
  let sample: Json;
  try {
    sample = JSON.parse(text) as Json;
  } catch {
    return { line, reason: "the line of its samples is not valid JSON" };
  }
  if (!isJsonObject(sample) || sample["ideal"] === undefined)
    return { line, reason: "its sample has no `ideal`" };
  const fault = whyNotJson(sample);
  if (fault !== null) return { line, reason: fault };
  const task = readTask(sample["input"]);
  return task.ok
    ? { line, record: { vars: task.value, expected: asExpected(sample["ideal"] ?? null) } }
    : { line, reason: task.error };
}

/** One expression for each accepted text. */
function toPatterns(ideal: Json, compares: Compares, { ignore_case: ignore }: JsonObject): Json {
  const texts = Array.isArray(ideal) ? (ideal as readonly Json[]) : [ideal];
  const patterns = texts.map((text) => {
    const escaped = asText(text).replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
    const found = compares === "begins" ? `^${escaped}` : escaped;
    return ignore === true ? `(?i:${found})` : found;
  });
  return patterns.length === 1 ? (patterns[0] ?? null) : patterns;
}
