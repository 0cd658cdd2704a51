import { NumberInput } from "@mantine/core";
import { MOST_AT_ONCE, MOST_WORKERS } from "#core/domain/pace.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { settingsQuery } from "#renderer/store/shared-queries.ts";
import { startStrings } from "#renderer/strings/improve.ts";
import { findPaceFault, type PaceDraft } from "./pace-draft.ts";
import "./pace-fields.css";

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
      description={startStrings.workersNote(startStrings.bounds(1, MOST_WORKERS))}
      placeholder={usual}
      error={findPaceFault(value, MOST_WORKERS)}
      inputWrapperOrder={["label", "input", "error", "description"]}
      allowDecimal={false}
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
          description={startStrings.concurrencyNote(startStrings.bounds(1, MOST_AT_ONCE))}
          placeholder={String(usual?.concurrency ?? "")}
          error={findPaceFault(draft.concurrency, MOST_AT_ONCE)}
          inputWrapperOrder={["label", "input", "error", "description"]}
          allowDecimal={false}
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
