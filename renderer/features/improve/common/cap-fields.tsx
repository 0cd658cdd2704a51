import { NumberInput, type InputWrapperProps } from "@mantine/core";
import { startStrings } from "#renderer/strings/improve.ts";
import { isSpent, type CapsDraft, type CapsUsed } from "./caps-draft.ts";
import "./cap-fields.css";

const FIELDS = [
  ["maxCalls", startStrings.maxCalls, 0],
  ["maxTokens", startStrings.maxTokens, 0],
  ["maxUsd", startStrings.maxUsd, 2],
  ["maxMinutes", startStrings.maxMinutes, 1],
] as const;

type CapFieldsProps = {
  readonly draft: CapsDraft;
  readonly onChange: (draft: CapsDraft) => void;
  /** Of a session that goes on: said at the fields, as a cap counts over the whole session. */
  readonly used?: CapsUsed;
};

export function CapFields({ draft, onChange, used }: CapFieldsProps) {
  return (
    <fieldset className="cap-fields">
      <legend className="start-label">{startStrings.caps}</legend>
      {FIELDS.map(([name, label, decimals]) => (
        <NumberInput
          key={name}
          label={label}
          placeholder={startStrings.none}
          {...(used === undefined ? {} : sayUse(draft[name], used[name], decimals))}
          value={draft[name]}
          onChange={(value) => onChange({ ...draft, [name]: value })}
          min={0}
          decimalScale={decimals}
          thousandSeparator=","
          hideControls
        />
      ))}
    </fieldset>
  );
}

/** What stands under a field of a session that goes on. */
function sayUse(cap: number | string, used: number | null, decimals: number) {
  const amount = used?.toLocaleString("en", { maximumFractionDigits: decimals });
  return {
    description: amount === undefined ? startStrings.usedUnknown : startStrings.used(amount),
    error: isSpent(cap, used) ? startStrings.capSpent : null,
    inputWrapperOrder: INPUT_FIRST,
  };
}

const INPUT_FIRST: NonNullable<InputWrapperProps["inputWrapperOrder"]> = [
  "label",
  "input",
  "description",
  "error",
];
