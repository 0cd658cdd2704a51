import { jsonEquals, type Json } from "#core/base/json.ts";
import type { Item, Score } from "#core/domain/dataset.ts";
import type { Check, CheckList, SingleCheck } from "#core/domain/scoring/check-list.ts";
import { readVerdict } from "#core/domain/scoring/read-verdict.ts";
import { scoreExact } from "#core/domain/scoring/score-exact.ts";
import { validateJson } from "#core/tools/validate-json.ts";
import { findJsonValues, parseJson } from "./find-json-values.ts";
import { matchesPattern, toPattern } from "./match-pattern.ts";
import { runScorer, tellNoScore, type FailedScoring, type ScoringTools } from "./run-scorer.ts";
import { toCheckModule } from "./scorer-module.ts";

/** What one check came to: from 0 to 1, and whether it holds. */
type Held = {
  readonly value: number;
  readonly holds: boolean;
  readonly reason?: string;
  readonly failed?: FailedScoring;
};

type Answered = { readonly output: Json; readonly input: Item["input"]; readonly vars: Vars };
type Vars = Readonly<Record<string, Json>>;

/**
 * The weighted mean of the checks; right when all hold, or, with a threshold, when the mean reaches it. Every check is
 * made, so that the parts tell which hold. A check whose code fails does not hold, and the score says so [S38].
 */
export async function scoreChecks(
  list: CheckList,
  { output, input }: Omit<Answered, "vars">,
  tools: ScoringTools,
): Promise<Score> {
  const vars = { ...(typeof input === "string" ? {} : input), ...list.vars };
  const { held, ...whole } = await holdAll(list, { output, input, vars }, tools);
  const names = nameChecks(list.checks);
  const failed = held.find((one) => one.failed !== undefined)?.failed;
  const reason = failed?.reason ?? held.find((one) => !one.holds && one.reason !== undefined)?.reason;
  return {
    // What one failed to find out, the others do not make up for.
    value: failed === undefined ? whole.value : 0,
    isCorrect: failed === undefined && whole.holds,
    parts: Object.fromEntries(held.map((one, at) => [names[at] ?? "", one.value])),
    ...(reason === undefined ? {} : { reason }),
    ...(failed === undefined ? {} : { failure: failed.failure }),
  };
}

type Together = Held & { readonly held: readonly Held[] };

async function holdAll(
  { checks, threshold }: { readonly checks: readonly Check[]; readonly threshold?: number | undefined },
  answered: Answered,
  tools: ScoringTools,
): Promise<Together> {
  const held: Held[] = [];
  for (const check of checks) held.push(await holdOne(check, answered, tools));
  const weights = checks.map(({ weight = 1 }) => weight);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const points = held.reduce((sum, { value }, at) => sum + value * (weights[at] ?? 0), 0);
  const doAllHold = held.every(({ holds }, at) => holds || weights[at] === 0);
  const value = total === 0 ? (doAllHold ? 1 : 0) : points / total;
  // A threshold of nothing is none, as where such lists come from.
  const holds = threshold === undefined || threshold === 0 ? doAllHold : value >= threshold;
  const failed = held.find((one) => one.failed !== undefined)?.failed;
  return { value, holds, held, ...(failed === undefined ? {} : { failed }) };
}

async function holdOne(check: Check, answered: Answered, tools: ScoringTools): Promise<Held> {
  const held =
    check.type === "set" ? await holdAll(check, answered, tools) : await compare(check, answered, tools);
  // What failed has found out nothing that could be turned round.
  if (check.not !== true || held.failed !== undefined) return held;
  return { value: 1 - held.value, holds: !held.holds };
}

async function compare(check: SingleCheck, answered: Answered, tools: ScoringTools): Promise<Held> {
  if (check.type === "javascript") return runCheck(check, answered, tools);
  const { output } = answered;
  const { value = null } = check;
  const text = typeof output === "string" ? output : JSON.stringify(output);
  return hold(await COMPARES[check.type](text, value, output));
}

type Compare = (text: string, value: Json, output: Json) => boolean | Promise<boolean>;

const COMPARES: Readonly<Record<Exclude<SingleCheck["type"], "javascript">, Compare>> = {
  equals: (_text, value, output) => equals(output, value),
  contains: (text, value) => hasText(text, value),
  icontains: (text, value) => hasText(text.toLowerCase(), lower(value)),
  "contains-any": (text, value) => texts(value).some((part) => text.includes(part)),
  "icontains-any": (text, value) =>
    texts(value).some((part) => text.toLowerCase().includes(part.toLowerCase())),
  "contains-all": (text, value) =>
    texts(value).length > 0 && texts(value).every((part) => text.includes(part)),
  "icontains-all": (text, value) =>
    texts(value).length > 0 && texts(value).every((part) => text.toLowerCase().includes(part.toLowerCase())),
  "starts-with": (text, value) => typeof value === "string" && text.startsWith(value),
  regex: async (text, value) => matchesPattern(text, toPattern(value, "")),
  "is-json": (text, value) => {
    const parsed = parseJson(text);
    return parsed !== undefined && suits(parsed, value);
  },
  "contains-json": (text, value) => findJsonValues(text).some((found) => suits(found, value)),
};

function equals(output: Json, value: Json): boolean {
  if (scoreExact(output, value).isCorrect) return true;
  const parsed = typeof output === "string" ? parseJson(output) : output;
  return typeof value === "object" && parsed !== undefined && jsonEquals(parsed, value);
}

/** Null stands for no schema: then any JSON will do. */
function suits(value: Json, schema: Json): boolean {
  return schema === null || validateJson(schema, value).ok;
}

function hasText(text: string, value: Json): boolean {
  return typeof value === "string" && text.includes(value);
}

function lower(value: Json): Json {
  return typeof value === "string" ? value.toLowerCase() : value;
}

function texts(value: Json): readonly string[] {
  return Array.isArray(value) ? value.filter((part): part is string => typeof part === "string") : [];
}

function hold(holds: boolean): Held {
  return { value: holds ? 1 : 0, holds };
}

/** As promptfoo reads what code returns: without a threshold any number above nothing holds, also above 1. */
async function runCheck(
  { value = "", threshold }: SingleCheck,
  { output, vars }: Answered,
  tools: ScoringTools,
): Promise<Held> {
  const context = { vars, prompt: "", test: { vars }, config: {} };
  const module = toCheckModule(typeof value === "string" ? value : "");
  const returned = await runScorer(module, { output, context }, tools);
  if (!returned.ok) return { ...hold(false), failed: returned.error };
  const verdict = returned.value;
  if (typeof verdict === "number") {
    const points = Math.min(1, Math.max(0, verdict));
    return { value: points, holds: threshold === undefined ? verdict > 0 : verdict >= threshold };
  }
  const score = readVerdict(verdict);
  if (score === null) return { ...hold(false), failed: tellNoScore(verdict) };
  const holds = threshold === undefined ? score.isCorrect : score.isCorrect && score.value >= threshold;
  return { value: score.value, holds, ...(score.reason === undefined ? {} : { reason: score.reason }) };
}

/** What each is called: by its own name or its type, numbered where several are called the same. */
function nameChecks(checks: readonly Check[]): readonly string[] {
  const plain = checks.map(({ name, not, type }) => name ?? (not === true ? `not-${type}` : type));
  const seen = new Map<string, number>();
  return plain.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} ${count}`;
  });
}
