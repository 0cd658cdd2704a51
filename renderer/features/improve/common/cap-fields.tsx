import { NumberInput } from "@mantine/core";
import type { CapChanges } from "#core/domain/session.ts";
import type { Session } from "./improve-queries.ts";
import { startStrings } from "#renderer/strings/improve.ts";
import "./cap-fields.css";

/** Caps as they are typed: an empty field is no cap. */
export type CapsDraft = {
  readonly maxCalls: number | string;
  readonly maxTokens: number | string;
  readonly maxUsd: number | string;
  readonly maxMinutes: number | string;
};

export function toDraft({ maxCalls, maxTokens, maxUsd, maxSeconds }: Session["caps"]): CapsDraft {
  return {
    maxCalls: maxCalls ?? "",
    maxTokens: maxTokens ?? "",
    maxUsd: maxUsd ?? "",
    maxMinutes: maxSeconds === undefined ? "" : maxSeconds / 60,
  };
}

function toCaps({ maxCalls, maxTokens, maxUsd, maxMinutes }: CapsDraft): Session["caps"] {
  return {
    ...(typeof maxCalls === "number" ? { maxCalls } : {}),
    ...(typeof maxTokens === "number" ? { maxTokens } : {}),
    ...(typeof maxUsd === "number" ? { maxUsd } : {}),
    ...(typeof maxMinutes === "number" ? { maxSeconds: maxMinutes * 60 } : {}),
  };
}

/** All four, as they stand in the form: a field that was emptied lifts its cap. */
export function toCapChanges(draft: CapsDraft): CapChanges {
  return { maxCalls: null, maxTokens: null, maxUsd: null, maxSeconds: null, ...toCaps(draft) };
}

const FIELDS = [
  ["maxCalls", startStrings.maxCalls, 0],
  ["maxTokens", startStrings.maxTokens, 0],
  ["maxUsd", startStrings.maxUsd, 2],
  ["maxMinutes", startStrings.maxMinutes, 1],
] as const;

type CapFieldsProps = { readonly draft: CapsDraft; readonly onChange: (draft: CapsDraft) => void };

export function CapFields({ draft, onChange }: CapFieldsProps) {
  return (
    <fieldset className="cap-fields">
      <legend className="start-label">{startStrings.caps}</legend>
      {FIELDS.map(([name, label, decimals]) => (
        <NumberInput
          key={name}
          label={label}
          placeholder={startStrings.none}
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
