import { NumberInput } from "@mantine/core";
import { useState } from "react";
import type { SessionSetting, SettingsDocument } from "#core/contract/settings.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";
import { changesOf, toDrafts } from "./number-drafts.ts";
import { SaveRow } from "./save-row.tsx";
import { useSave } from "./use-save.ts";

const NAMES = Object.keys(settingsStrings.settings) as readonly SessionSetting[];

/** Only what the file sets stands in the fields; the rest shows its default behind an empty field. */
export function GateForm({ document }: { readonly document: SettingsDocument }) {
  const values = valuesOf(document);
  const written = Object.fromEntries(document.written.map((name) => [name, values[name]]));
  const saved = toDrafts(NAMES, written);
  const [drafts, setDrafts] = useState(saved);
  const { isBusy, save } = useSave();
  const changes = changesOf(saved, drafts);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save({ session: changes });
      }}
    >
      <div className="setting-fields">
        {NAMES.map((name) => {
          const [label, note] = settingsStrings.settings[name];
          return (
            <NumberInput
              key={name}
              label={label}
              {...(note === "" ? {} : { description: note })}
              placeholder={
                document.written.includes(name) ? "" : settingsStrings.defaultValue(String(values[name]))
              }
              min={0}
              decimalScale={4}
              hideControls
              value={drafts[name] ?? ""}
              onValueChange={({ value }) => setDrafts({ ...drafts, [name]: value })}
            />
          );
        })}
      </div>
      <SaveRow isDirty={Object.keys(changes).length > 0} isBusy={isBusy} onRevert={() => setDrafts(saved)} />
    </form>
  );
}

function valuesOf({ session }: SettingsDocument): Readonly<Record<SessionSetting, number>> {
  const { gate, ...rest } = session;
  return {
    ...rest,
    "gate.minEffect": gate.minEffect,
    "gate.alpha": gate.alpha,
    "gate.margin": gate.margin,
  };
}
