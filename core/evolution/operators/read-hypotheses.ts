import { z } from "zod";
import { isJsonObject, type Json } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import { hypothesisSchema, type Hypothesis } from "#core/domain/proposal.ts";

export type ReadHypotheses = {
  readonly hypotheses: readonly Hypothesis[];
  /** What of the reply could not be read as one, for people. */
  readonly leftOut: readonly string[];
};

/**
 * The hypotheses in a reply, each by itself: one that does not fit is left out and takes no other with it. Says what is
 * wrong where none fits [M35].
 */
export function readHypotheses(reply: Json): Result<ReadHypotheses, string> {
  const given = listIn(reply);
  if (given === null) return err("it has no list of hypotheses");
  const read = given.map(readHypothesis);
  const hypotheses = read.flatMap((each) => (each.ok ? [each.value] : []));
  const leftOut = read.flatMap((each, at) => (each.ok ? [] : [`hypotheses[${at}]: ${each.error}`]));
  return hypotheses.length === 0 && leftOut.length > 0
    ? err(leftOut.join("; "))
    : ok({ hypotheses, leftOut });
}

/** The list itself, or one of them alone, is as good as the object around it. */
function listIn(reply: Json): readonly Json[] | null {
  if (Array.isArray(reply)) return reply as readonly Json[];
  if (!isJsonObject(reply)) return null;
  const { hypotheses } = reply;
  if (Array.isArray(hypotheses)) return hypotheses as readonly Json[];
  if (hypotheses !== undefined && isJsonObject(hypotheses)) return [hypotheses];
  return "cause" in reply ? [reply] : null;
}

function readHypothesis(given: Json, at: number): Result<Hypothesis, string> {
  if (!isJsonObject(given)) return err("it is no object");
  const read = hypothesisSchema.safeParse({
    ...given,
    id: readId(given["id"], at),
    target: readTarget(given["target"]),
    spans: readSpans(given["spans"]),
    confidence: readConfidence(given["confidence"]),
  });
  return read.success ? ok(read.data) : err(z.prettifyError(read.error).replaceAll(/\s+/g, " "));
}

function readId(id: Json | undefined, at: number): Json {
  if (typeof id === "number") return String(id);
  return id === undefined || id === null || id === "" ? `h${at + 1}` : id;
}

/** KIND/NAME with the pointer behind it says the same as the two apart. */
function readTarget(target: Json | undefined): Json | undefined {
  const [, resource, pointer] =
    typeof target === "string" ? (/^([a-z]+\/[a-z0-9-]+)[#: ]?(\/.*)$/.exec(target) ?? []) : [];
  return resource === undefined || pointer === undefined ? target : { resource, pointer };
}

function readSpans(spans: Json | undefined): Json {
  if (spans === undefined || spans === null) return [];
  return (Array.isArray(spans) ? (spans as readonly Json[]) : [spans]).map((span) =>
    typeof span === "number" ? String(span) : span,
  );
}

/** What models write where they are asked for a number. */
const WORDS: Readonly<Record<string, number>> = {
  "very high": 0.95,
  certain: 0.95,
  high: 0.85,
  medium: 0.5,
  moderate: 0.5,
  low: 0.2,
  "very low": 0.05,
};
/** It orders hypotheses and does no more, so none is lost for it. */
const UNSAID = 0.5;

/** Between 0 and 1: percent are divided, what is beyond either end is at it, words stand for what they usually mean. */
export function readConfidence(given: Json | undefined): number {
  if (typeof given === "number") return clamp(given >= 2 && given <= 100 ? given / 100 : given);
  if (typeof given !== "string") return UNSAID;
  const word = given.trim().toLowerCase();
  const [, digits, percent] = /^(-?\d+(?:[.,]\d+)?)\s*(%?)$/.exec(word) ?? [];
  if (digits === undefined) return Object.hasOwn(WORDS, word) ? (WORDS[word] ?? UNSAID) : UNSAID;
  const number = Number(digits.replace(",", "."));
  return percent === "%" ? clamp(number / 100) : readConfidence(number);
}

function clamp(number: number): number {
  return Number.isFinite(number) ? Math.min(1, Math.max(0, number)) : UNSAID;
}
