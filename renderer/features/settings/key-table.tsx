import { Button, PasswordInput } from "@mantine/core";
import { useState } from "react";
import type { ProviderKey, SettingsDocument } from "#core/contract/settings.ts";
import { useApp } from "#renderer/store/app-context.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { focusOnMount } from "#renderer/ui/focus-on-mount.ts";
import { Mark, Tag } from "#renderer/ui/mark.tsx";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";
import { settingsQuery } from "#renderer/store/shared-queries.ts";

const { columns } = settingsStrings;

type KeyTableProps = {
  readonly providers: readonly ProviderKey[];
  readonly keptIn: SettingsDocument["keysKeptIn"];
};

/** Every provider with where its key comes from. Keys themselves are never shown, nor sent to this window. */
export function KeyTable({ providers, keptIn }: KeyTableProps) {
  const [editing, setEditing] = useState<string | null>(null);
  return (
    <table className="key-table">
      <thead>
        <tr>
          <th>{columns.provider}</th>
          <th>{columns.address}</th>
          <th>{columns.variable}</th>
          <th>{columns.key}</th>
          <th aria-label={settingsStrings.typeKey} />
        </tr>
      </thead>
      <tbody>
        {providers.map((provider) => (
          <ProviderRow
            key={provider.provider}
            provider={provider}
            keptIn={keptIn}
            isEditing={editing === provider.provider}
            onEdit={(isOn) => setEditing(isOn ? provider.provider : null)}
          />
        ))}
      </tbody>
    </table>
  );
}

type ProviderRowProps = Pick<KeyTableProps, "keptIn"> & {
  readonly provider: ProviderKey;
  readonly isEditing: boolean;
  readonly onEdit: (isOn: boolean) => void;
};

function ProviderRow({ provider: row, keptIn, isEditing, onEdit }: ProviderRowProps) {
  const { queries } = useApp();
  const act = useAct();
  const { label, baseUrl, variable, origin } = row;
  const setKey = async (key: string | null): Promise<void> => {
    onEdit(false);
    if (variable === null) return;
    const done = await act(async (client) => await client.connections.setKey({ name: variable, key }), []);
    queries.retry(settingsQuery.key);
    if (!done.ok) toastProblem(done.error);
    else
      toastDone(key === null ? settingsStrings.keyForgotten(label) : settingsStrings.keyUsed[keptIn](label));
  };
  return (
    <>
      <tr>
        <td>{label}</td>
        {baseUrl === null ? (
          <td className="soft">{settingsStrings.inProgram}</td>
        ) : (
          <td className="mono soft">{baseUrl}</td>
        )}
        <td className="mono soft">{variable}</td>
        <td>
          <KeyState row={row} />
        </td>
        <td className="key-action">
          {variable === null || isEditing ? null : origin === "typed" || origin === "kept" ? (
            <Button variant="subtle" color="gray" onClick={() => void setKey(null)}>
              {settingsStrings.forgetKey}
            </Button>
          ) : (
            <Button
              variant="subtle"
              color="gray"
              onClick={() => onEdit(true)}
              aria-label={`${settingsStrings.typeKey} ${label}`}
            >
              {settingsStrings.typeKey}
            </Button>
          )}
        </td>
      </tr>
      {isEditing ? (
        <tr>
          <td colSpan={5}>
            <KeyField label={label} onKey={(key) => void setKey(key)} onCancel={() => onEdit(false)} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

function KeyState({ row: { variable, origin, isStandIn } }: { readonly row: ProviderKey }) {
  if (isStandIn) return <Tag meaning="simulated">{settingsStrings.needsNone}</Tag>;
  if (variable === null) return <span className="faint">{settingsStrings.needsNone}</span>;
  if (origin === "none") return <span className="faint">{settingsStrings.origins.none}</span>;
  return <Mark meaning="good">{settingsStrings.origins[origin]}</Mark>;
}

type KeyFieldProps = {
  readonly label: string;
  readonly onKey: (key: string) => void;
  readonly onCancel: () => void;
};

/** The key is in this field until it is sent, and nowhere else in the window. */
function KeyField({ label, onKey, onCancel }: KeyFieldProps) {
  const [key, setKey] = useState("");
  return (
    <form
      className="key-field"
      onSubmit={(event) => {
        event.preventDefault();
        if (key.trim() !== "") onKey(key.trim());
      }}
    >
      <PasswordInput
        ref={focusOnMount}
        aria-label={settingsStrings.keyOf(label)}
        placeholder={settingsStrings.keyOf(label)}
        autoComplete="off"
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onCancel();
        }}
      />
      <Button type="submit" variant="filled" disabled={key.trim() === ""}>
        {settingsStrings.useKey}
      </Button>
      <Button onClick={onCancel}>{uiStrings.cancel}</Button>
    </form>
  );
}
