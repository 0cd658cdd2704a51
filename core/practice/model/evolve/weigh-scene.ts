import type { RandomStream } from "#core/base/keyed-random.ts";
import type { Choices } from "#core/practice/model/conventions.ts";
import { recogniseStatements } from "#core/practice/model/statements/recognise-statements.ts";
import { findMiscalculations, findSlips, weighConventions } from "./evidence.ts";
import type { Candidate, Miscalculations } from "./evidence.ts";
import type { Leanings } from "./leanings.ts";
import type { OrderCase } from "./order-case.ts";
import type { ShownVariable } from "./read-blocks.ts";
import { suspectCode, weighCodeEdits } from "./weigh-code-edits.ts";
import type { CodeCandidate } from "./weigh-code-edits.ts";

/** Everything that one reflection has before it. */
export type Scene = {
  readonly cases: readonly OrderCase[];
  readonly variables: readonly ShownVariable[];
  /** What the prompt says as it stands. */
  readonly stated: { readonly subjects: ReadonlySet<string>; readonly choices: Choices };
  readonly random: RandomStream;
  /** Width of the chance in a choice, in failures explained. */
  readonly noise: number;
  readonly leanings: Leanings;
};

export type Weighed = {
  readonly what: Candidate | CodeCandidate;
  /** Failures mended less successes broken, shifted by insights, hints and refusals. */
  readonly support: number;
};

/** All that could be said about the shown failures, beside what is believed already. */
export function weighAll(scene: Scene, beliefs: Choices): readonly Weighed[] {
  const { cases, leanings, stated } = scene;
  const miscalculated = findMiscalculations(
    cases.filter(({ steps }) => !isCalculated(steps)),
    stated.choices,
  );
  const rules = [...weighConventions(cases, beliefs), ...weighBehaviours(scene, miscalculated)];
  const code = findCode(scene.variables);
  const edits = code === null ? [] : [...weighCodeEdits(cases), ...suspectCode(code.value, miscalculated)];
  return [
    ...rules.map((what) => ({ what, leaning: leanings.toRule(what.subject, what.choice) })),
    ...edits.map((what) => ({ what, leaning: leanings.toEdit(what.edit) })),
  ]
    .map(({ what, leaning }) => ({ what, support: what.gain - what.broken + leaning }))
    .filter(({ what, support }) => what.mended.length > 0 && support > 0);
}

function isCalculated(steps: OrderCase["steps"]): boolean {
  return steps.some(({ tool }) => tool === "calculator");
}

/** Bad arithmetic is a matter for the calculator, if there is one; slips are a matter of looking twice. */
function weighBehaviours(scene: Scene, miscalculated: Miscalculations): readonly Candidate[] {
  const { cases, stated, variables } = scene;
  const hasCalculator =
    variables.some(({ resource, value }) => /calculator/i.test(resource + value)) ||
    cases.some(({ steps }) => isCalculated(steps));
  const calculate: Candidate = {
    subject: "use-calculator",
    choice: "on",
    mended: hasCalculator ? miscalculated.cases.map(({ span }) => span) : [],
    gain: miscalculated.gain,
    broken: 0,
  };
  const slips = findSlips(cases, stated.choices);
  const check: Candidate = {
    subject: "check-answer",
    choice: "on",
    // One slip is nothing to speak of, and a check catches half of them at best.
    mended: slips.length > 1 ? slips : [],
    gain: slips.length / 2,
    broken: 0,
  };
  return [calculate, check].filter(({ subject }) => !stated.subjects.has(subject));
}

/** The prompt text that holds the rules. */
export function findText(variables: readonly ShownVariable[]): ShownVariable | null {
  const texts = variables.filter(({ type, pointer }) => type === "text" && !pointer.endsWith("/description"));
  const inPrompts = texts.filter(({ resource }) => resource.startsWith("prompt/"));
  const byStatements = (inPrompts.length > 0 ? inPrompts : texts).toSorted(
    (a, b) => recogniseStatements(b.value).length - recogniseStatements(a.value).length,
  );
  return byStatements[0] ?? null;
}

export function findCode(variables: readonly ShownVariable[]): ShownVariable | null {
  const codes = variables.filter(({ type }) => type === "code");
  return codes.find(({ resource }) => resource.includes("calculator")) ?? codes[0] ?? null;
}
