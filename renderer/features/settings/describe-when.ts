import type { PolicyRule } from "#core/domain/policy.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";
import { formatEffect } from "#renderer/text/format.ts";

/** To what a rule applies, in words. */
export function describeWhen({
  verdicts,
  kinds,
  effects,
  minEffect,
  maxResources,
}: PolicyRule["when"]): string {
  const conditions = [
    ...(verdicts === undefined
      ? []
      : [settingsStrings.verdict(verdicts.map((each) => settingsStrings.verdicts[each]))]),
    ...(kinds === undefined
      ? []
      : [settingsStrings.kinds(kinds.map((each) => settingsStrings.kindNames[each]))]),
    ...(effects === undefined
      ? []
      : [settingsStrings.effects(effects.map((each) => settingsStrings.effectNames[each]))]),
    ...(minEffect === undefined ? [] : [settingsStrings.minEffect(formatEffect(minEffect))]),
    ...(maxResources === undefined ? [] : [settingsStrings.maxResources(maxResources)]),
  ];
  return conditions.length === 0 ? settingsStrings.anything : conditions.join(", ");
}
