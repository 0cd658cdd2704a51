import type { z } from "zod";

/** The optimizers there are. Each has a row in `table.ts` here, and one in core/evolution/optimizers/table.ts. */
export const OPTIMIZERS = ["reflection"] as const;
export type OptimizerName = (typeof OPTIMIZERS)[number];

/** The optimizer of a session for which nobody names one. */
export const USUAL_OPTIMIZER: OptimizerName = "reflection";

/** What an optimizer may do in an iteration. `select` chooses without asking anybody: it is no step of the journal. */
export type OptimizerStep = "act" | "reflect" | "select" | "improve";

/** A setting is a number with bounds and a default: forms and complaints are made from them. */
export type NumberSetting = z.ZodDefault<z.ZodNumber>;

/** Every optimizer asks a model, and says how freely: `temperature`, 0 to 2. */
export type OptimizerFields = {
  readonly temperature: NumberSetting;
  readonly [name: string]: NumberSetting;
};

/** What there is to learn from, in items. */
export type TrainSize = { readonly train: number };

/** What is to be known of an optimizer before and while it runs; how it searches stands in core/evolution/optimizers. */
export type OptimizerPlan<Fields extends OptimizerFields> = {
  /** Its own settings, under `optimizer` of a session. */
  readonly fields: Fields;
  /** The prompts it asks with, as names of resources. */
  readonly prompts: readonly string[];
  /** What it goes through until there are candidates, in order. */
  readonly steps: readonly [OptimizerStep, ...OptimizerStep[]];
  /** How often it runs the agent in one iteration before a candidate is assessed. */
  readonly countRuns: (settings: SettingsOf<Fields>, size: TrainSize) => number;
};

export type SettingsOf<Fields extends OptimizerFields> = {
  readonly [Name in keyof Fields]: z.infer<Fields[Name]>;
};
