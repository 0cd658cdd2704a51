import { keyedRandom } from "#core/base/keyed-random.ts";
import type { RandomStream } from "#core/base/keyed-random.ts";
import { CONVENTIONS } from "#core/practice/model/conventions.ts";
import type { Choices, ConventionId } from "#core/practice/model/conventions.ts";
import type { ReadPrompt } from "#core/practice/model/agent/form-beliefs.ts";
import { wordStatement, wordVaguely } from "#core/practice/model/statements/word-statement.ts";
import { readBeliefs } from "./evidence.ts";
import type { Candidate } from "./evidence.ts";
import { inferFacts } from "./infer-facts.ts";
import { readLeanings } from "./leanings.ts";
import { toCase } from "./order-case.ts";
import { readRejected, readTexts, readTraces, readVariables } from "./read-blocks.ts";
import type { Blocks } from "./read-blocks.ts";
import type { CodeCandidate } from "./weigh-code-edits.ts";
import { findCode, findText, weighAll } from "./weigh-scene.ts";
import type { Scene, Weighed } from "./weigh-scene.ts";

export type Hypothesis = {
  readonly id: string;
  readonly cause: string;
  readonly target: { readonly resource: string; readonly pointer: string };
  readonly spans: readonly string[];
  readonly confidence: number;
};

export type ReflectOptions = {
  /** Identical requests must give identical replies, different seeds different ones. */
  readonly key: string;
  readonly temperature: number;
  readonly read: (prompt: string) => ReadPrompt;
};

/** A convention without evidence enough is proposed in this share of cases: a single failure may be a wrong label. */
const THIN_CHANCE = 0.4;
/** How often a cause comes out as the wrong one of its convention's choices, or says only that care is needed. */
const CONFUSION = 0.07;
const VAGUENESS = 0.04;
const DEFAULT_COUNT = 3;
const MAX_COUNT = 10;

/**
 * Hypotheses about what the failures in the shown runs have in common, by trying every rule that such work may have
 * on them. One after the other, each beside those already believed, so that a rule that shows only once another
 * holds can be found too. Chosen by evidence and chance; nothing tells it whether it is right.
 */
export function proposeHypotheses(
  blocks: Blocks,
  { key, temperature, read }: ReflectOptions,
): readonly Hypothesis[] {
  const variables = readVariables(blocks("variables"));
  const traces = readTraces(blocks("traces"));
  const texts = variables.filter(({ type }) => type === "text").map(({ value }) => value);
  const known = read(texts.join("\n"));
  const facts = inferFacts(known.facts, traces);
  const cases = traces.map((trace) => toCase(trace, keyedRandom("reflect", key, trace.span), facts));
  const failures = cases.filter(({ isRight }) => !isRight).length;
  const beliefs = readBeliefs(known.statements);
  const scene: Scene = {
    cases,
    variables,
    stated: { subjects: new Set(known.statements.map(({ convention }) => convention)), choices: beliefs },
    random: keyedRandom("propose", key),
    noise: 0.6 + 0.5 * temperature,
    leanings: readLeanings(
      readTexts(blocks("insights")),
      readTexts(blocks("hint")),
      readRejected(blocks("rejected")),
    ),
  };
  const found = failures === 0 ? [] : collect(scene, beliefs, countOf(blocks("count")));
  return found.map((each, index) => toHypothesis(each, { scene, failures, id: `H${index + 1}` }));
}

function collect(scene: Scene, beliefs: Choices, count: number): readonly Weighed[] {
  const found: Weighed[] = [];
  let believed = beliefs;
  while (found.length < count) {
    const best = pickOne(weighAll(scene, believed), found, scene);
    if (best === null) return found;
    found.push(best);
    if (isConvention(best.what)) believed = { ...believed, [best.what.subject]: best.what.choice };
  }
  return found;
}

/** The best by evidence and chance among what is about something new. */
function pickOne(
  weighed: readonly Weighed[],
  found: readonly Weighed[],
  { random, noise }: Scene,
): Weighed | null {
  const taken = new Set(found.map(({ what }) => topicOf(what)));
  const open = weighed
    .filter(({ what }) => !taken.has(topicOf(what)))
    .map((each) => ({ each, luck: each.support + noise * gumbel(random) }))
    .toSorted((a, b) => b.luck - a.luck);
  const best = open.find(({ each }) => each.what.mended.length > 1 || random.chance(THIN_CHANCE));
  return best?.each ?? null;
}

function topicOf(what: Candidate | CodeCandidate): string {
  return "edit" in what ? what.edit.aspect : what.subject;
}

function isConvention(what: Weighed["what"]): what is Candidate & { readonly subject: ConventionId } {
  return "subject" in what && Object.hasOwn(CONVENTIONS, what.subject);
}

/** Standard Gumbel noise: adding it to scores and taking the best draws as a softmax would. */
function gumbel(random: RandomStream): number {
  return -Math.log(-Math.log(Math.max(random.next(), Number.EPSILON)));
}

type Telling = { readonly scene: Scene; readonly failures: number; readonly id: string };

function toHypothesis({ what, support }: Weighed, { scene, failures, id }: Telling): Hypothesis {
  const { random, variables } = scene;
  const code = findCode(variables);
  const target = "edit" in what && code !== null ? code : findText(variables);
  const share = support / (support + what.broken + 1);
  return {
    id,
    cause: `${putCause(what, random)} Seen in ${what.mended.length} of ${failures} bad runs.`,
    target: { resource: target?.resource ?? "", pointer: target?.pointer ?? "" },
    spans: what.mended,
    confidence: Math.round(100 * Math.min(0.97, Math.max(0.05, share * (0.85 + 0.2 * random.next())))) / 100,
  };
}

function putCause(what: Weighed["what"], random: RandomStream): string {
  if ("edit" in what) return random.pick(what.edit.causes);
  const [confused, vague] = [random.next() < CONFUSION, random.next() < VAGUENESS];
  if (!isConvention(what)) return wordStatement(what.subject, what.choice, random);
  if (vague) return wordVaguely(what.subject);
  const others = CONVENTIONS[what.subject].filter((choice) => choice !== what.choice);
  return wordStatement(what.subject, confused ? random.pick(others) : what.choice, random);
}

function countOf(block: string): number {
  const count = Number.parseInt(block, 10);
  return Number.isNaN(count) ? DEFAULT_COUNT : Math.min(MAX_COUNT, Math.max(1, count));
}
