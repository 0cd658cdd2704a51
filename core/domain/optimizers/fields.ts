import { assert } from "#core/base/assert.ts";
import type { NumberSetting, OptimizerName } from "./plan.ts";
import { planOf } from "./table.ts";

/** A setting of an optimizer as a form needs it. */
export type SettingField = {
  readonly name: string;
  readonly isWhole: boolean;
  readonly min: number;
  readonly max: number;
  /** What it is where nobody sets it. */
  readonly usual: number;
};

/** The settings of an optimizer, in the order of its row. */
export function listFields(optimizer: OptimizerName): readonly SettingField[] {
  return Object.entries(planOf(optimizer).fields).map(([name, setting]) => toField(name, setting));
}

function toField(name: string, setting: NumberSetting): SettingField {
  const { minValue: min, maxValue: max, format } = setting.unwrap();
  assert(min !== null && max !== null, `the setting ${name} has bounds`);
  return { name, isWhole: format === "safeint", min, max, usual: setting.parse(undefined) };
}
