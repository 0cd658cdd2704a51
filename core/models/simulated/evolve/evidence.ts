import { CONVENTIONS } from "#core/models/simulated/conventions.ts";
import type { Choices, ConventionId } from "#core/models/simulated/conventions.ts";
import type { Subject } from "#core/models/simulated/statements/patterns.ts";
import type { Statement } from "#core/models/simulated/statements/recognise-statements.ts";
import { listFieldsOf } from "#core/models/simulated/writing/governed-fields.ts";
import type { OrderCase } from "./order-case.ts";
import { fieldOf } from "./order-leaves.ts";
import type { Leaves } from "./order-leaves.ts";

/** A rule that might be missing from the prompt, and what the shown runs say for and against it. */
export type Candidate = {
  readonly subject: Subject;
  readonly choice: string;
  /** Spans of the failures it would mend at least in part. */
  readonly mended: readonly string[];
  /** Successes and right parts of failures that it would break. */
  readonly broken: number;
};

/** What the prompt states plainly and without contradiction. */
export function readBeliefs(statements: readonly Statement[]): Choices {
  const ids = Object.keys(CONVENTIONS) as ConventionId[];
  const settled = ids.flatMap((id) => {
    const choices = new Set(
      statements.filter(({ convention }) => convention === id).flatMap(({ choice }) => choice ?? []),
    );
    return choices.size === 1 ? [[id, [...choices][0]] as const] : [];
  });
  return Object.fromEntries(settled);
}

/** Every choice of every convention, tried on every shown run beside what is believed already. */
export function weighConventions(cases: readonly OrderCase[], beliefs: Choices): readonly Candidate[] {
  const bases = cases.map((shown) => ({ shown, base: shown.redo(beliefs) }));
  const failing = new Set(cases.flatMap(({ expected, got }) => listDiffering(expected, got).map(fieldOf)));
  const ids = (Object.keys(CONVENTIONS) as ConventionId[]).filter((id) =>
    listFieldsOf(id).some((field) => failing.has(field)),
  );
  return ids.flatMap((subject) =>
    CONVENTIONS[subject]
      .filter((choice) => beliefs[subject] !== choice)
      .map((choice) => tryChoice(bases, { subject, choice, beliefs })),
  );
}

type Trial = { readonly subject: ConventionId; readonly choice: string; readonly beliefs: Choices };

function tryChoice(
  bases: readonly { readonly shown: OrderCase; readonly base: Leaves }[],
  { subject, choice, beliefs }: Trial,
): Candidate {
  const mended: string[] = [];
  let broken = 0;
  for (const { shown, base } of bases) {
    const after = shown.redo({ ...beliefs, [subject]: choice });
    const changed = listDiffering(base, after);
    const { expected, got } = shown;
    // A part that is wrong, as it would be without the rule, and right with it; and the reverse.
    const mends = changed.some(
      (leaf) => got.get(leaf) !== expected.get(leaf) && after.get(leaf) === expected.get(leaf),
    );
    const breaks = changed.some(
      (leaf) => got.get(leaf) === expected.get(leaf) && after.get(leaf) !== expected.get(leaf),
    );
    if (breaks) broken += 1;
    else if (mends) mended.push(shown.span);
  }
  return { subject, choice, mended, broken };
}

/** Failures that no rule explains: the reading was right, the writing was not. Slips, which a check may catch. */
export function findSlips(cases: readonly OrderCase[], beliefs: Choices): readonly string[] {
  return cases
    .filter((shown) => isMissed(shown, beliefs, (field) => field !== "total"))
    .map(({ span }) => span);
}

/** Failures in the total alone where the rest of the order says what it should have been. */
export function findMiscalculations(cases: readonly OrderCase[], beliefs: Choices): readonly OrderCase[] {
  return cases.filter((shown) => isMissed(shown, beliefs, (field) => field === "total"));
}

function isMissed(shown: OrderCase, beliefs: Choices, isMeant: (field: string) => boolean): boolean {
  if (shown.isRight) return false;
  const redone = shown.redo(beliefs);
  return listDiffering(shown.expected, shown.got).some(
    (leaf) => isMeant(fieldOf(leaf)) && redone.get(leaf) === shown.expected.get(leaf),
  );
}

/** Parts that one of the two has not, or has otherwise. */
function listDiffering(a: Leaves, b: Leaves): readonly string[] {
  const keys = new Set([...a.keys(), ...b.keys()]);
  return [...keys].filter((key) => a.get(key) !== b.get(key));
}
