import type { OptimizerName } from "#core/domain/optimizers/plan.ts";
import type { OptimizerSettings } from "#core/domain/optimizers/table.ts";

/** Label and note of each setting. */
type FieldWords = {
  readonly [Name in OptimizerName]: Readonly<
    Record<Exclude<keyof OptimizerSettings<Name>, "type">, readonly [label: string, note: string]>
  >;
};

const FIELDS: FieldWords = {
  reflection: {
    minibatch: ["Training items per iteration", "what reflection looks at"],
    failuresShown: ["Failures shown", "of those, at most so many traces"],
    successesShown: ["Successes shown", "of those, at most so many traces"],
    hypotheses: ["Hypotheses per proposal", "at most"],
    temperature: ["Temperature of the optimizer", "0 to 2"],
  },
};

const NOTES: Readonly<Record<OptimizerName, string>> = {
  reflection: "Looks for what failing runs have in common, and rewrites what is to blame.",
};

/** Words about optimizers, wherever one is chosen. */
export const optimizerStrings = {
  optimizer: "Optimizer",
  notes: NOTES,
  fields: FIELDS,
  bounds: (min: number, max: number) => `from ${min} to ${max}`,
  settings: "Settings of the optimizer (empty: as in Settings)",
} as const;
