import { NumberInput } from "@mantine/core";
import { MOST_AT_ONCE, MOST_WORKERS } from "#core/domain/pace.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { settingsQuery } from "#renderer/store/shared-queries.ts";
import { startStrings } from "#renderer/strings/improve.ts";
import "./pace-fields.css";

/** How fast a session goes, as it is typed; empty leaves it as usual. What comes out is the same. */
export type PaceDraft = { readonly concurrency: string; readonly workers: string };

export const USUAL_PACE: PaceDraft = { concurrency: "", workers: "" };

/** A number that was typed; undefined for an empty field. */
export function readNumber(text: string): number | undefined {
  return text.trim() === "" ? undefined : Number(text);
}

type WorkersFieldProps = {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What an empty field means. */
  readonly usual: string;
};

/** In how many threads runs are made. */
export function WorkersField({ value, onChange, usual }: WorkersFieldProps) {
  return (
    <NumberInput
      label={startStrings.workers}
      description={startStrings.workersNote}
      placeholder={usual}
      min={1}
      max={MOST_WORKERS}
      allowDecimal={false}
      clampBehavior="strict"
      hideControls
      value={value}
      onValueChange={({ value: typed }) => onChange(typed)}
    />
  );
}

type PaceFieldsProps = { readonly draft: PaceDraft; readonly onChange: (draft: PaceDraft) => void };

/** Both, folded: what is usual in this workspace stands behind the empty fields. */
export function PaceFields({ draft, onChange }: PaceFieldsProps) {
  const usual = useQuery(settingsQuery).data?.session;
  return (
    <details>
      <summary className="start-label">{startStrings.pace}</summary>
      <div className="pace-fields">
        <NumberInput
          label={startStrings.concurrency}
          description={startStrings.concurrencyNote}
          placeholder={String(usual?.concurrency ?? "")}
          min={1}
          max={MOST_AT_ONCE}
          allowDecimal={false}
          clampBehavior="strict"
          hideControls
          value={draft.concurrency}
          onValueChange={({ value }) => onChange({ ...draft, concurrency: value })}
        />
        <WorkersField
          value={draft.workers}
          usual={String(usual?.workers ?? "")}
          onChange={(workers) => onChange({ ...draft, workers })}
        />
      </div>
    </details>
  );
}
