import { ActionIcon, MultiSelect, NumberInput, Select, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react";
import { settingsStrings } from "#renderer/strings/settings.ts";
import type { RuleDraft } from "./policy-draft.ts";

type RuleFieldsProps = {
  readonly draft: RuleDraft;
  readonly at: number;
  readonly isLast: boolean;
  readonly onChange: (draft: RuleDraft) => void;
  readonly onMove: (step: 1 | -1) => void;
  readonly onRemove: () => void;
};

const { ruleFields } = settingsStrings;
const LISTS = [
  ["verdicts", settingsStrings.verdicts],
  ["kinds", settingsStrings.kindNames],
  ["effects", settingsStrings.effectNames],
] as const;
const NUMBERS = ["minEffect", "maxResources"] as const;
const STILL = { transitionProps: { duration: 0 } };

/** One rule: its name, each condition that it may have, and what it does where all of them hold. */
export function RuleFields({ draft, at, isLast, onChange, onMove, onRemove }: RuleFieldsProps) {
  return (
    <li className="policy-draft">
      <div className="policy-draft-head">
        <TextInput
          label={ruleFields.name(at + 1)}
          value={draft.name}
          maxLength={100}
          onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
        />
        <Select
          label={ruleFields.action}
          data={toChoices(settingsStrings.actions)}
          value={draft.action}
          allowDeselect={false}
          comboboxProps={STILL}
          // Sound: the choices are the actions there are.
          onChange={(action) => onChange({ ...draft, action: (action ?? "ask") as RuleDraft["action"] })}
        />
        <ActionIcon aria-label={ruleFields.earlier(at + 1)} disabled={at === 0} onClick={() => onMove(-1)}>
          <IconArrowUp size={14} />
        </ActionIcon>
        <ActionIcon aria-label={ruleFields.later(at + 1)} disabled={isLast} onClick={() => onMove(1)}>
          <IconArrowDown size={14} />
        </ActionIcon>
        <ActionIcon aria-label={ruleFields.remove(at + 1)} onClick={onRemove}>
          <IconTrash size={14} />
        </ActionIcon>
      </div>
      <div className="setting-fields">
        {LISTS.map(([name, words]) => (
          <MultiSelect
            key={name}
            label={ruleFields[name]}
            data={toChoices(words)}
            value={[...draft[name]]}
            {...(draft[name].length === 0 ? { placeholder: settingsStrings.anything } : {})}
            comboboxProps={STILL}
            onChange={(values) => onChange({ ...draft, [name]: values })}
          />
        ))}
        {NUMBERS.map((name) => (
          <NumberInput
            key={name}
            label={ruleFields[name]}
            placeholder={settingsStrings.anything}
            hideControls
            value={draft[name]}
            onValueChange={({ value }) => onChange({ ...draft, [name]: value })}
          />
        ))}
      </div>
    </li>
  );
}

function toChoices(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
