import { Select } from "@mantine/core";
import { useState } from "react";
import type { ConnectionDocument, PresetDocument } from "#core/contract/connections.ts";
import { hrefTo, navigate } from "#renderer/navigation/route.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { focusOnMount } from "#renderer/ui/focus-on-mount.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { Ready } from "#renderer/ui/states.tsx";
import { toBegin, type ConnectionDraft } from "./connection-draft.ts";
import { ConnectionForm } from "./connection-form.tsx";
import { presetsQuery } from "./connection-queries.ts";
import { Crumbs } from "./crumbs.tsx";
import { FileFault } from "./file-fault.tsx";
import { groupPresets } from "./group-presets.ts";

type NewConnectionProps = {
  readonly connections: readonly ConnectionDocument[];
  /** What the address of this page asks to begin from; empty for any endpoint. */
  readonly preset: string;
  /** Before it leads elsewhere. */
  readonly onLeave: () => void;
};

/** A connection that is not there yet. It begins from what is known of its endpoint. */
export function NewConnection({ connections, preset, onLeave }: NewConnectionProps) {
  const { queries } = useApp();
  const presets = useQuery(presetsQuery);
  return (
    <Pane id="connection" title={connectionStrings.newTitle}>
      <FileFault />
      <div className="connection">
        <div className="connection-main">
          <Crumbs shown={connectionStrings.newTitle} />
          <Ready of={presets} onRetry={() => queries.retry(presetsQuery.key)}>
            {(listed) => (
              <NewForm connections={connections} presets={listed} asked={preset} onLeave={onLeave} />
            )}
          </Ready>
        </div>
      </div>
    </Pane>
  );
}

type NewFormProps = Pick<NewConnectionProps, "connections" | "onLeave"> & {
  readonly presets: readonly PresetDocument[];
  readonly asked: string;
};

function NewForm({ connections, presets, asked, onLeave }: NewFormProps) {
  const taken = connections.filter(({ declared }) => declared !== null).map(({ name }) => name);
  const find = (name: string) => presets.find((each) => each.name === name);
  const leave = (parts: readonly string[]): void => {
    onLeave();
    navigate(hrefTo("settings", parts));
  };
  const [draft, setDraft] = useState<ConnectionDraft>(() => toBegin(find(asked), taken));
  // One that is called like a preset keeps its customs.
  const chosen = find(draft.preset) ?? find(draft.name);
  return (
    <ConnectionForm
      draft={draft}
      onDraft={setDraft}
      preset={chosen}
      taken={taken}
      presetNames={presets.map(({ name }) => name)}
      onDone={(name) => leave(["connections", name])}
      onCancel={() => leave(["connections"])}
    >
      <Select
        label={connectionStrings.begin}
        description={connectionStrings.beginNote}
        data={groupPresets(presets)}
        value={draft.preset}
        searchable
        allowDeselect={false}
        maxDropdownHeight={340}
        comboboxProps={{ transitionProps: { duration: 0 } }}
        ref={focusOnMount}
        openOnFocus={false}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(name) => setDraft(toBegin(find(name ?? ""), taken))}
      />
    </ConnectionForm>
  );
}
