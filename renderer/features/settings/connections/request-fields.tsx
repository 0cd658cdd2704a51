import { Select, TagsInput } from "@mantine/core";
import { ROLE_CASTS, SCHEMA_WAYS, STRUCTURED_WAYS } from "#core/domain/request-rules.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import type { FieldsProps } from "./fields-props.ts";
import { PairRows } from "./pair-rows.tsx";

const { structuredWays, roleCasts, schemaWays, asPreset } = connectionStrings;

const AS_PRESET = { value: "", label: asPreset };
const WAYS = [AS_PRESET, ...STRUCTURED_WAYS.map((value) => ({ value, label: structuredWays[value] }))];
const CASTS = [AS_PRESET, ...ROLE_CASTS.map((value) => ({ value, label: roleCasts[value] }))];
const SCHEMAS = [AS_PRESET, ...SCHEMA_WAYS.map((value) => ({ value, label: schemaWays[value] }))];

/** How requests to this endpoint differ from the usual ones. */
export function RequestFields({ draft, faults, set }: FieldsProps) {
  return (
    <>
      <TagsInput
        label={connectionStrings.omit}
        description={connectionStrings.omitNote}
        placeholder={draft.omit.length === 0 ? connectionStrings.omitHint : ""}
        error={faults["omit"]}
        value={[...draft.omit]}
        acceptValueOnBlur
        onChange={(omit) => set({ omit })}
      />
      <PairRows
        title={connectionStrings.rename}
        fault={faults["rename"]}
        names={[connectionStrings.renameFrom, connectionStrings.renameTo]}
        add={connectionStrings.addRename}
        rows={draft.rename}
        onChange={(rename) => set({ rename })}
      />
      <PairRows
        title={connectionStrings.set}
        note={connectionStrings.setNote}
        fault={faults["set"]}
        names={[connectionStrings.setMember, connectionStrings.setValue]}
        add={connectionStrings.addSet}
        rows={draft.set}
        onChange={(values) => set({ set: values })}
      />
      <div className="field-pair">
        <Select
          label={connectionStrings.structured}
          data={WAYS}
          value={draft.structured}
          allowDeselect={false}
          onChange={(structured) => set({ structured: structured ?? "" })}
        />
        <Select
          label={connectionStrings.roles}
          data={CASTS}
          value={draft.roles}
          allowDeselect={false}
          onChange={(roles) => set({ roles: roles ?? "" })}
        />
        <Select
          label={connectionStrings.schemas}
          data={SCHEMAS}
          value={draft.schemas}
          allowDeselect={false}
          onChange={(schemas) => set({ schemas: schemas ?? "" })}
        />
      </div>
    </>
  );
}
