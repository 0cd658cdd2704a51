import { isUsable } from "#core/domain/lifecycle.ts";
import { Select } from "@mantine/core";
import type { SettingsDocument } from "#core/contract/settings.ts";
import { ModelPicker } from "#renderer/models/model-picker.tsx";
import { useQuery } from "#renderer/store/app-context.ts";
import type { Query } from "#renderer/store/queries.ts";
import { resourcesQuery } from "#renderer/store/shared-queries.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";
import { useSave } from "./use-save.ts";

const namesQuery: Query<readonly string[]> = {
  key: "settings.datasets",
  topics: ["data"],
  read: async (client) =>
    (await client.data.list()).filter(({ isArchived }) => !isArchived).map(({ name }) => name),
};

/** Applied as soon as they are chosen: there is nothing half-done about a choice. */
export function DefaultsForm({ document }: { readonly document: SettingsDocument }) {
  const resources = useQuery(resourcesQuery).data ?? [];
  const datasets = useQuery(namesQuery).data ?? [];
  const { save } = useSave();
  const agents = resources
    .filter(({ kind, name, state }) => kind === "agent" && (isUsable(state) || name === document.agent))
    .map(({ name }) => name);
  return (
    <div className="setting-fields">
      <NameSelect
        label={settingsStrings.agent}
        names={agents}
        value={document.agent}
        onChange={(agent) => void save({ agent })}
      />
      <NameSelect
        label={settingsStrings.dataset}
        names={datasets}
        value={document.dataset}
        onChange={(dataset) => void save({ dataset })}
      />
      <ModelPicker
        label={settingsStrings.embeddings}
        description={settingsStrings.embeddingsNote}
        value={document.embeddings}
        usual={{ model: null, words: settingsStrings.notSet }}
        onChange={(embeddings) => void save({ embeddings })}
      />
    </div>
  );
}

type NameSelectProps = {
  readonly label: string;
  readonly names: readonly string[];
  readonly value: string | null;
  readonly onChange: (name: string | null) => void;
};

function NameSelect({ label, names, value, onChange }: NameSelectProps) {
  return (
    <Select
      label={label}
      data={[{ value: "", label: settingsStrings.notSet }, ...names]}
      value={value ?? ""}
      allowDeselect={false}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      onChange={(next) => onChange(next === "" ? null : next)}
    />
  );
}
