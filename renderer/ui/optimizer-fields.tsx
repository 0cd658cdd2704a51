import { NumberInput, Select } from "@mantine/core";
import { assertDefined } from "#core/base/assert.ts";
import { listFields, type SettingField } from "#core/domain/optimizers/fields.ts";
import { OPTIMIZERS, type OptimizerName } from "#core/domain/optimizers/plan.ts";
import { optimizerStrings } from "#renderer/strings/optimizers.ts";

type OptimizerSelectProps = {
  readonly value: OptimizerName;
  readonly onChange: (optimizer: OptimizerName) => void;
};

/** Which optimizer finds the changes. */
export function OptimizerSelect({ value, onChange }: OptimizerSelectProps) {
  return (
    <Select
      label={optimizerStrings.optimizer}
      description={optimizerStrings.notes[value]}
      value={value}
      onChange={(chosen) => onChange(OPTIMIZERS.find((each) => each === chosen) ?? value)}
      data={[...OPTIMIZERS]}
      allowDeselect={false}
    />
  );
}

type OptimizerFieldsProps = {
  readonly optimizer: OptimizerName;
  /** What stands in the fields, by name of the setting: texts, as an unfinished number is none. */
  readonly drafts: Readonly<Record<string, string>>;
  /** What an empty field says, by name of the setting. */
  readonly hintOf: (name: string) => string;
  readonly onChange: (drafts: Readonly<Record<string, string>>) => void;
};

/** The settings of one optimizer, as its row in the table has them. */
export function OptimizerFields({ optimizer, drafts, hintOf, onChange }: OptimizerFieldsProps) {
  return listFields(optimizer).map((field) => {
    const { name, isWhole } = field;
    const [label, note] = wordsOf(optimizer, name);
    return (
      <NumberInput
        key={name}
        label={label}
        description={note}
        placeholder={hintOf(name)}
        error={tellFault(field, drafts[name] ?? "")}
        allowDecimal={!isWhole}
        decimalScale={isWhole ? 0 : 4}
        hideControls
        value={drafts[name] ?? ""}
        onValueChange={({ value }) => onChange({ ...drafts, [name]: value })}
      />
    );
  });
}

/** The host would refuse it as well; here it is said before anything is sent. */
function tellFault({ min, max }: SettingField, text: string): string | null {
  const isWithin = text === "" || (Number(text) >= min && Number(text) <= max);
  return isWithin ? null : optimizerStrings.bounds(min, max);
}

function wordsOf(optimizer: OptimizerName, name: string): readonly [label: string, note: string] {
  const words: Readonly<Record<string, readonly [string, string]>> = optimizerStrings.fields[optimizer];
  return assertDefined(words[name], `the words of ${name}`);
}
