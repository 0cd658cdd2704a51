import { NumberInput } from "@mantine/core";
import { useState } from "react";
import type { CapName, SettingsDocument } from "#core/contract/settings.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";
import { changesOf, toDrafts } from "./number-drafts.ts";
import { SaveRow } from "./save-row.tsx";
import { useSave } from "./use-save.ts";

const CAPS = Object.keys(settingsStrings.capNames) as readonly CapName[];

export function CapsForm({ document }: { readonly document: SettingsDocument }) {
  const saved = toDrafts(CAPS, document.caps);
  const [drafts, setDrafts] = useState(saved);
  const { isBusy, save } = useSave();
  const changes = changesOf(saved, drafts);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save({ caps: changes });
      }}
    >
      <div className="setting-fields">
        {CAPS.map((name) => (
          <NumberInput
            key={name}
            label={settingsStrings.capNames[name]}
            placeholder={settingsStrings.noCap}
            min={0}
            decimalScale={name === "maxUsd" ? 4 : 0}
            thousandSeparator=","
            hideControls
            value={drafts[name] ?? ""}
            onValueChange={({ value }) => setDrafts({ ...drafts, [name]: value })}
          />
        ))}
      </div>
      <SaveRow isDirty={Object.keys(changes).length > 0} isBusy={isBusy} onRevert={() => setDrafts(saved)} />
    </form>
  );
}
