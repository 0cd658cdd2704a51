import { Select } from "@mantine/core";
import type { SettingsDocument } from "#core/contract/settings.ts";
import { APPROVERS } from "#core/domain/policy.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";
import { useSave } from "./use-save.ts";

/** Who decides in a new session. Applied as soon as it is chosen; rules can be chosen once there are some. */
export function UsualApprover({ approve, policies }: Pick<SettingsDocument, "policies" | "approve">) {
  const { save } = useSave();
  const hasRules = policies.some((list) => list.approve === "rules" && list.rules.length > 0);
  return (
    <div className="setting-fields">
      <Select
        label={settingsStrings.usualApprover}
        data={APPROVERS.map((value) => ({
          value,
          label: settingsStrings.policies[value],
          disabled: value === "rules" && !hasRules,
        }))}
        value={approve}
        allowDeselect={false}
        comboboxProps={{ transitionProps: { duration: 0 } }}
        onChange={(value) => void save({ approve: APPROVERS.find((each) => each === value) ?? null })}
      />
    </div>
  );
}
