import { keyedRandom } from "#core/base/keyed-random.ts";
import { countTokens } from "#core/models/count-tokens.ts";
import { CONVENTIONS } from "#core/practice/model/conventions.ts";
import type { Choices, ConventionId } from "#core/practice/model/conventions.ts";
import { recogniseStatements } from "#core/practice/model/statements/recognise-statements.ts";
import type { Statement } from "#core/practice/model/statements/recognise-statements.ts";

/** What the stand-in does in one run. */
export type Beliefs = {
  readonly choices: Choices;
  readonly usesCalculator: boolean;
  readonly checksAnswer: boolean;
};

/** What one run's hesitations are keyed by: the same seed and message waver in the same way. */
export type Mood = {
  readonly seed: number;
  readonly message: string;
  /** 0 and up; each degree makes it forget one rule in fifty. */
  readonly temperature: number;
};

/** Longer prompts lose statements, those in the middle first. */
const ATTENTION_TOKENS = 1500;
const TOKENS_TO_LOSE_ALL = 6000;
const FORGETTING = 0.02;

/** A prompt as the stand-in sees it. Kept for the last few prompts: in a session the same one returns for every item. */
export type ReadPrompt = {
  readonly statements: readonly (Statement & { readonly missChance: number })[];
  /** What is left without the sentences that state conventions. */
  readonly facts: string;
};

export function readPrompt(prompt: string): ReadPrompt {
  const statements = recogniseStatements(prompt);
  const excess = (countTokens(prompt) - ATTENTION_TOKENS) / (TOKENS_TO_LOSE_ALL - ATTENTION_TOKENS);
  const worst = Math.min(0.9, Math.max(0, excess));
  return {
    statements: statements.map((statement) => {
      const position = statement.at / Math.max(1, prompt.length);
      return { ...statement, missChance: worst * 4 * position * (1 - position) };
    }),
    facts: statements.reduceRight(
      (text, { at, length }) => text.slice(0, at) + " ".repeat(length) + text.slice(at + length),
      prompt,
    ),
  };
}

export function formBeliefs({ statements }: ReadPrompt, mood: Mood): Beliefs {
  const seen = statements.filter(
    ({ missChance, at }) =>
      missChance === 0 || !keyedRandom("miss", mood.seed, mood.message, at).chance(missChance),
  );
  const ids = Object.keys(CONVENTIONS) as ConventionId[];
  const chosen = ids.flatMap((id) => {
    const choice = settle(id, seen, mood);
    return choice === null ? [] : [[id, choice] as const];
  });
  return {
    choices: Object.fromEntries(chosen),
    usesCalculator: seen.some(({ convention }) => convention === "use-calculator"),
    checksAnswer: seen.some(({ convention }) => convention === "check-answer"),
  };
}

/** The choice followed in this run, or null for the habit. */
function settle(id: ConventionId, seen: readonly Statement[], mood: Mood): string | null {
  const about = seen.filter(({ convention }) => convention === id);
  if (about.length === 0) return null;
  const random = keyedRandom("waver", mood.seed, mood.message, id);
  const [drawn, forgotten] = [random.next(), random.next()];
  if (forgotten < FORGETTING * mood.temperature) return null;
  const strengths = new Map<string, number>();
  for (const { choice, strength } of about) {
    if (choice !== null) strengths.set(choice, Math.max(strength, strengths.get(choice) ?? 0));
  }
  // Only "be careful": now and then it departs from its habit, without knowing where to.
  if (strengths.size === 0) return drawn < (about[0]?.strength ?? 0) ? random.pick(CONVENTIONS[id]) : null;
  return drawChoice(strengths, drawn);
}

/** One plain statement is followed, a hedged one mostly; contradicting ones are each followed in their share of runs. */
function drawChoice(strengths: ReadonlyMap<string, number>, drawn: number): string | null {
  const sum = [...strengths.values()].reduce((total, strength) => total + strength, 0);
  let left = drawn * Math.max(1, sum);
  for (const [choice, strength] of strengths) {
    left -= strength;
    if (left < 0) return choice;
  }
  return null;
}
