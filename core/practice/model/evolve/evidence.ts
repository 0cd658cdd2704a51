import { CONVENTIONS } from "#core/practice/model/conventions.ts";
import type { Choices, ConventionId } from "#core/practice/model/conventions.ts";
import type { Subject } from "#core/practice/model/statements/patterns.ts";
import type { Statement } from "#core/practice/model/statements/recognise-statements.ts";
import { listFieldsOf } from "#core/practice/model/writing/governed-fields.ts";
import type { OrderCase } from "./order-case.ts";
import { fieldOf, groupOf } from "./order-leaves.ts";
import type { Leaves } from "./order-leaves.ts";

/** A rule that might be missing from the prompt, and what the shown runs say for and against it. */
export type Candidate = {
  readonly subject: Subject;
  readonly choice: string;
  /** Spans of the failures it would mend at least in part. */
  readonly mended: readonly string[];
  /** How well: 1 for each failure whose parts it touches come out right, less where some of them stay wrong. */
  readonly gain: number;
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
  let [gain, broken] = [0, 0];
  for (const { shown, base } of bases) {
    const after = shown.redo({ ...beliefs, [subject]: choice });
    const effect = judgeChange(shown, after, listDiffering(base, after));
    if (effect === "breaks") broken += 1;
    if (effect !== "mends" && effect !== "mends-partly") continue;
    mended.push(shown.span);
    gain += effect === "mends" ? 1 : PARTLY;
  }
  return { subject, choice, mended, gain, broken };
}

/** Two rules may be needed for one line of an order, so the half of a repair is evidence, but weaker. */
const PARTLY = 0.5;

/** Parts that were wrong, as they would be without the rule, and are right with it; or the reverse. */
function judgeChange(
  { expected, got }: OrderCase,
  after: Leaves,
  changed: readonly string[],
): "breaks" | "mends" | "mends-partly" | "neither" {
  const isRight = (leaves: Leaves, leaf: string): boolean => leaves.get(leaf) === expected.get(leaf);
  if (changed.some((leaf) => isRight(got, leaf) && !isRight(after, leaf))) return "breaks";
  if (!changed.some((leaf) => !isRight(got, leaf) && isRight(after, leaf))) return "neither";
  const touched = new Set(changed.map(groupOf));
  const isDone = [...new Set([...expected.keys(), ...after.keys()])]
    .filter((leaf) => touched.has(groupOf(leaf)))
    .every((leaf) => isRight(after, leaf));
  return isDone ? "mends" : "mends-partly";
}

/** Failures against the prompt's own rules, apart from the total: slips, which a check may catch. */
export function findSlips(cases: readonly OrderCase[], stated: Choices): readonly string[] {
  const isSlip = ({ expected, got, redo }: OrderCase): boolean => {
    const meant = redo(stated);
    return listDiffering(expected, got).some(
      (leaf) => leaf !== "total" && meant.get(leaf) === expected.get(leaf),
    );
  };
  return cases.filter(isSlip).map(({ span }) => span);
}

export type Miscalculations = {
  readonly cases: readonly OrderCase[];
  /** 1 for each total that better arithmetic alone would have put right, less for the others. */
  readonly gain: number;
};

/** Wrong totals that are not even what the prompt's own rules come to: bad arithmetic, whatever else is wrong. */
export function findMiscalculations(cases: readonly OrderCase[], stated: Choices): Miscalculations {
  const found = cases.flatMap((shown) => {
    const meant = shown.redo(stated).get("total");
    const [wanted, total] = [shown.expected.get("total"), shown.got.get("total")];
    if (total === undefined || total === wanted || total === meant) return [];
    return [{ shown, gain: meant === wanted ? 1 : PARTLY }];
  });
  return {
    cases: found.map(({ shown }) => shown),
    gain: found.reduce((sum, { gain }) => sum + gain, 0),
  };
}

/** Parts that one of the two has not, or has otherwise. */
function listDiffering(a: Leaves, b: Leaves): readonly string[] {
  const keys = new Set([...a.keys(), ...b.keys()]);
  return [...keys].filter((key) => a.get(key) !== b.get(key));
}
