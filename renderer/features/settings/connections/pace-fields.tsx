import { NumberInput, TextInput } from "@mantine/core";
import type { ConnectionDocument } from "#core/contract/connections.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { PATIENCE } from "./connection-draft.ts";
import type { FieldsProps } from "./fields-props.ts";

type PaceFieldsProps = FieldsProps & {
  /** What holds where a field is empty; undefined where nobody knows yet. */
  readonly usual: Pick<ConnectionDocument, "patience" | "callsAtOnce"> | undefined;
};

/** How patient one is with it, how much at once, and by which way. */
export function PaceFields({ draft, faults, set, usual }: PaceFieldsProps) {
  return (
    <>
      <div className="field-grid">
        {PATIENCE.map((name) => {
          const [label, note] = connectionStrings.patience[name];
          return (
            <NumberInput
              key={name}
              label={label}
              description={note}
              placeholder={hintOf(usual?.patience[name])}
              error={faults[name]}
              hideControls
              value={draft.patience[name]}
              onValueChange={({ value }) => set({ patience: { ...draft.patience, [name]: value } })}
            />
          );
        })}
        <NumberInput
          label={connectionStrings.callsAtOnce}
          description={connectionStrings.callsAtOnceNote}
          placeholder={hintOf(usual?.callsAtOnce)}
          error={faults["callsAtOnce"]}
          allowDecimal={false}
          hideControls
          value={draft.callsAtOnce}
          onValueChange={({ value }) => set({ callsAtOnce: value })}
        />
      </div>
      <TextInput
        label={connectionStrings.proxy}
        description={connectionStrings.proxyNote}
        error={faults["proxy"]}
        value={draft.proxy}
        spellCheck={false}
        onChange={(event) => set({ proxy: event.currentTarget.value })}
      />
    </>
  );
}

function hintOf(value: number | undefined): string {
  return value === undefined ? "" : connectionStrings.usualValue(value);
}
