import { z } from "zod";
import {
  OPTIMIZERS,
  type OptimizerFields,
  type OptimizerName,
  type OptimizerPlan,
  type SettingsOf,
  type TrainSize,
} from "./plan.ts";
import { reflectionPlan } from "./reflection.ts";

/** One row per optimizer. */
const ROWS = { reflection: reflectionPlan };

/** A name without a row has any fields here, so that the compiler complains of the missing row alone. */
type FieldsOf = {
  readonly [Name in OptimizerName]: Name extends keyof typeof ROWS
    ? (typeof ROWS)[Name]["fields"]
    : OptimizerFields;
};

const PLANS: { readonly [Name in OptimizerName]: OptimizerPlan<FieldsOf[Name]> } = ROWS;

/** An optimizer with its own settings: of the one that is named, or of any. */
export type OptimizerSettings<Name extends OptimizerName = OptimizerName> = {
  readonly [Each in Name]: { readonly type: Each } & SettingsOf<FieldsOf[Each]>;
}[Name];

/** The plan of one optimizer. */
export function planOf<Name extends OptimizerName>(name: Name): OptimizerPlan<FieldsOf[Name]> {
  return PLANS[name];
}

/** How often the optimizer runs the agent in one iteration before a candidate is assessed. */
export function countSearchRuns<Name extends OptimizerName>(
  settings: OptimizerSettings<Name>,
  size: TrainSize,
): number {
  return PLANS[settings.type].countRuns(settings, size);
}

const SCHEMAS = OPTIMIZERS.map((name) => z.strictObject({ type: z.literal(name), ...PLANS[name].fields }));

/** What stands under `optimizer` of a session. A setting that is not given is its default, one of another is refused. */
export const optimizerSettingsSchema = z.discriminatedUnion(
  "type",
  // A list that is made of a list with members has members, which its type does not say.
  SCHEMAS as unknown as readonly [(typeof SCHEMAS)[number]],
  { error: ({ code }) => (code === "invalid_union" ? `there are ${OPTIMIZERS.join(", ")}` : undefined) },
) as unknown as z.ZodType<OptimizerSettings>; // Name by name the schemas say so; a list of them does not.

/** The optimizer as it is where nobody sets anything. */
export function usualSettings<Name extends OptimizerName>(name: Name): OptimizerSettings<Name> {
  return optimizerSettingsSchema.parse({ type: name }) as OptimizerSettings<Name>; // Its type says whose they are.
}
