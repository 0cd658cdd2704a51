import { z } from "zod";
import {
  OPTIMIZERS,
  type OptimizerName,
  type OptimizerPlan,
  type SettingsOf,
  type TrainSize,
} from "./plan.ts";
import { reflectionPlan } from "./reflection.ts";

/** One row per optimizer. */
const ROWS = { reflection: reflectionPlan };

type FieldsOf = { readonly [Name in OptimizerName]: (typeof ROWS)[Name]["fields"] };

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
export function usualSettings(name: OptimizerName): OptimizerSettings {
  return optimizerSettingsSchema.parse({ type: name });
}
