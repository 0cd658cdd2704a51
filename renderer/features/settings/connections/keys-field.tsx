import { Checkbox, PasswordInput, TagsInput } from "@mantine/core";
import { useState } from "react";
import type { PresetDocument } from "#core/contract/connections.ts";
import { keyNameSchema } from "#core/domain/connection.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import type { FieldsProps } from "./fields-props.ts";
import { looksLikeKey } from "./looks-like-key.ts";

type KeysFieldProps = FieldsProps & {
  readonly preset: PresetDocument | undefined;
  readonly isNew: boolean;
  readonly typed: Readonly<Record<string, string>>;
  readonly onTyped: (name: string, key: string) => void;
};

/** Under which names its keys are found; for a new one with a field for each key. A key itself is not taken among the names. */
export function KeysField({ draft: { keys }, faults, set, preset, isNew, typed, onTyped }: KeysFieldProps) {
  const [hasRefused, setHasRefused] = useState(false);
  const names = keys ?? [];
  const isNone = keys?.length === 0;
  return (
    <>
      <TagsInput
        label={connectionStrings.keys}
        description={connectionStrings.keysFieldNote}
        placeholder={
          names.length > 0
            ? ""
            : isNone
              ? connectionStrings.noKeySent
              : (preset?.key ?? connectionStrings.keysHint)
        }
        error={hasRefused ? connectionStrings.faults.isKey : faults["keys"]}
        value={[...names]}
        acceptValueOnBlur
        onChange={(next) => {
          // It would stand readable on the screen, and go into the file.
          const kept = next.filter((name) => !looksLikeKey(name));
          setHasRefused(kept.length < next.length);
          set({ keys: kept.length === 0 ? null : kept });
        }}
      />
      {names.length === 0 && (isNone || (preset?.key ?? null) !== null) ? (
        <Checkbox
          size="xs"
          label={connectionStrings.sendNoKey}
          checked={isNone}
          onChange={(event) => set({ keys: event.currentTarget.checked ? [] : null })}
        />
      ) : null}
      {isNew
        ? names
            .filter((name) => keyNameSchema.safeParse(name).success)
            .map((name) => (
              <PasswordInput
                key={name}
                label={connectionStrings.keyField(name)}
                description={connectionStrings.keyFieldNote}
                autoComplete="off"
                value={typed[name] ?? ""}
                onChange={(event) => onTyped(name, event.currentTarget.value)}
              />
            ))
        : null}
    </>
  );
}
