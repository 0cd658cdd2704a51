import type { SettingsDocument } from "#core/contract/settings.ts";
import type { PolicyRule } from "#core/domain/policy.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";
import { describeWhen } from "./describe-when.ts";
import { Mark, type Meaning } from "#renderer/ui/mark.tsx";

/** The lists of rules that the program has, each in the order in which it is tried. */
export function PolicyRules({ policies }: Pick<SettingsDocument, "policies">) {
  return policies
    .filter(({ approve }) => approve !== "rules")
    .map(({ approve, rules }) => (
      <div key={approve} className="policy">
        <h4 className="policy-title">{settingsStrings.policies[approve]}</h4>
        <ol className="policy-rules">
          {rules.map((rule, at) => (
            <li key={rule.name}>
              <span className="faint number">{at + 1}</span>
              <span>{rule.name}</span>
              <span className="soft">{describeWhen(rule.when)}</span>
              <Mark meaning={MEANINGS[rule.action]}>{settingsStrings.actions[rule.action]}</Mark>
            </li>
          ))}
        </ol>
      </div>
    ));
}

const MEANINGS: Readonly<Record<PolicyRule["action"], Meaning>> = {
  approve: "good",
  ask: "waiting",
  block: "bad",
};
