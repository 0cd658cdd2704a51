import { NumberInput } from "@mantine/core";
import { useState } from "react";
import type { CapName, SettingsDocument } from "#core/contract/settings.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";
import { changesOf, toDrafts } from "./number-drafts.ts";
import { SaveRow } from "./save-row.tsx";
import { useSave } from "./use-save.ts";

const CAPS = Object.keys(settingsStrings.capNames) as readonly CapName[];

/** Time is asked for in minutes, as where a session is started. */
const IN_A_MINUTE = 60;

/** So many digits after the point; others are whole. */
const DECIMALS: Partial<Readonly<Record<CapName, number>>> = { maxUsd: 4, maxSeconds: 1 };

export function CapsForm({ document }: { readonly document: SettingsDocument }) {
  const saved = toDrafts(CAPS, inMinutes(document.caps));
  const [drafts, setDrafts] = useState(saved);
  const { isBusy, save } = useSave();
  const changes = changesOf(saved, drafts);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save({ caps: inSeconds(changes) });
      }}
    >
      <div className="setting-fields">
        {CAPS.map((name) => (
          <NumberInput
            key={name}
            label={settingsStrings.capNames[name]}
            placeholder={settingsStrings.noCap}
            min={0}
            allowNegative={false}
            decimalScale={DECIMALS[name] ?? 0}
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

function inMinutes(caps: SettingsDocument["caps"]): SettingsDocument["caps"] {
  return caps.maxSeconds === undefined ? caps : { ...caps, maxSeconds: caps.maxSeconds / IN_A_MINUTE };
}

function inSeconds(changes: ReturnType<typeof changesOf>): ReturnType<typeof changesOf> {
  const { maxSeconds } = changes;
  return typeof maxSeconds === "number" ? { ...changes, maxSeconds: maxSeconds * IN_A_MINUTE } : changes;
}
