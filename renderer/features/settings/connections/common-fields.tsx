import { TextInput } from "@mantine/core";
import type { PresetDocument } from "#core/contract/connections.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { focusOnMount } from "#renderer/ui/focus-on-mount.ts";
import type { FieldsProps } from "./fields-props.ts";
import { KeysField } from "./keys-field.tsx";

type CommonFieldsProps = FieldsProps & {
  readonly preset: PresetDocument | undefined;
  readonly isNew: boolean;
  /** Whether a preset has the name. */
  readonly isPreset: boolean;
  readonly typed: Readonly<Record<string, string>>;
  readonly onTyped: (name: string, key: string) => void;
};

/** What every connection needs: a name, an address, and under which names its keys are found. */
export function CommonFields({
  draft,
  faults,
  set,
  preset,
  isNew,
  isPreset,
  typed,
  onTyped,
}: CommonFieldsProps) {
  return (
    <>
      {isNew ? (
        <TextInput
          label={connectionStrings.name}
          description={connectionStrings.nameNote}
          error={faults["name"]}
          value={draft.name}
          spellCheck={false}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
      ) : null}
      {isNew && isPreset ? (
        <p className="field-note" role="note">
          {connectionStrings.changesPreset(draft.name)}
        </p>
      ) : null}
      <TextInput
        {...(isNew ? {} : { ref: focusOnMount })}
        label={connectionStrings.address}
        description={connectionStrings.addressNote}
        placeholder={preset?.baseUrl ?? preset?.addressForm ?? connectionStrings.addressHint}
        error={faults["baseUrl"]}
        value={draft.baseUrl}
        spellCheck={false}
        onChange={(event) => set({ baseUrl: event.currentTarget.value })}
      />
      <KeysField {...{ draft, faults, set, preset, isNew, typed, onTyped }} />
    </>
  );
}
