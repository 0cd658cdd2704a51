import { Button, PasswordInput } from "@mantine/core";
import { useState } from "react";
import type { ConnectionDocument, KeyState } from "#core/contract/connections.ts";
import type { SettingsDocument } from "#core/contract/settings.ts";
import { useCommands } from "#renderer/navigation/use-commands.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { focusIfLost, focusOnMount } from "#renderer/ui/focus-on-mount.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";
import { tellKey } from "./connection-words.ts";
import { useConnections } from "./use-connections.ts";

type KeptIn = SettingsDocument["keysKeptIn"];

type ConnectionKeysProps = { readonly connection: ConnectionDocument; readonly keptIn: KeptIn };

/** Each key that it names, with where it is found. Keys themselves are never shown, nor sent to this window. */
export function ConnectionKeys({ connection, keptIn }: ConnectionKeysProps) {
  const { keys, headers } = connection;
  const named = [...keys, ...headers.flatMap(({ key }) => key ?? [])];
  const distinct = [...new Map(named.map((key) => [key.name, key])).values()];
  /** The one that is being typed. */
  const [typed, setTyped] = useState<string | null>(null);
  const missing = distinct.find(isTypedHere);
  useCommands("connection-keys", [
    {
      id: "connection-key",
      title: connectionStrings.typeKeyOf(missing?.name ?? ""),
      group: connectionStrings.title,
      isDisabled: missing === undefined,
      run: () => setTyped(missing?.name ?? null),
    },
  ]);
  if (distinct.length === 0) return null;
  return (
    <section aria-label={connectionStrings.fact.keys}>
      <h3 className="connections-title">{connectionStrings.fact.keys}</h3>
      <p className="connections-note">{connectionStrings.keysNote[keptIn]}</p>
      <ul className="connection-keys">
        {distinct.map((key) => (
          <KeyRow
            key={key.name}
            state={key}
            keptIn={keptIn}
            hasAddress={connection.baseUrl !== null}
            isEditing={typed === key.name}
            onEdit={(isEditing) => setTyped(isEditing ? key.name : null)}
          />
        ))}
      </ul>
    </section>
  );
}

/** One that was typed is forgotten before another is typed in its place. */
function isTypedHere({ origin }: KeyState): boolean {
  return origin !== "typed" && origin !== "kept";
}

type KeyRowProps = {
  readonly state: KeyState;
  readonly keptIn: KeptIn;
  /** Without one there is nowhere that a key may go, or not. */
  readonly hasAddress: boolean;
  readonly isEditing: boolean;
  readonly onEdit: (isEditing: boolean) => void;
};

function KeyRow({ state, keptIn, hasAddress, isEditing, onEdit }: KeyRowProps) {
  const { name } = state;
  const [hasEdited, setHasEdited] = useState(false);
  const back = hasEdited ? focusIfLost : null;
  const { change } = useConnections();
  const told = tellKey(state, hasAddress);
  const setKey = async (key: string | null): Promise<void> => {
    onEdit(false);
    const problem = await change(async (client) => await client.connections.setKey({ name, key }));
    if (problem !== null) toastProblem(problem);
    else
      toastDone(
        key === null ? connectionStrings.keyForgotten(name) : connectionStrings.keyUsed[keptIn](name),
      );
  };
  return (
    <li className="connection-key">
      <span className="mono">{name}</span>
      {told.meaning === "neutral" ? (
        <span className="faint">{told.text}</span>
      ) : (
        <Mark meaning={told.meaning}>{told.text}</Mark>
      )}
      {isEditing ? (
        <KeyField
          name={name}
          keptIn={keptIn}
          onKey={(key) => void setKey(key)}
          onCancel={() => onEdit(false)}
        />
      ) : !isTypedHere(state) ? (
        <Button ref={back} aria-label={connectionStrings.forgetKeyOf(name)} onClick={() => void setKey(null)}>
          {connectionStrings.forgetKey}
        </Button>
      ) : (
        <Button
          ref={back}
          aria-label={connectionStrings.typeKeyOf(name)}
          onClick={() => {
            onEdit(true);
            setHasEdited(true);
          }}
        >
          {connectionStrings.typeKey}
        </Button>
      )}
    </li>
  );
}

type KeyFieldProps = {
  readonly name: string;
  readonly keptIn: KeptIn;
  readonly onKey: (key: string) => void;
  readonly onCancel: () => void;
};

/** The key is in this field until it is sent, and nowhere else in the window [V16]. */
function KeyField({ name, keptIn, onKey, onCancel }: KeyFieldProps) {
  const [key, setKey] = useState("");
  return (
    <form
      className="connection-key-field"
      onSubmit={(event) => {
        event.preventDefault();
        if (key.trim() !== "") onKey(key.trim());
      }}
    >
      <PasswordInput
        ref={focusOnMount}
        aria-label={connectionStrings.keyField(name)}
        placeholder={connectionStrings.keyField(name)}
        autoComplete="off"
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onCancel();
        }}
      />
      <Button type="submit" variant="filled" disabled={key.trim() === ""}>
        {connectionStrings.useKey[keptIn]}
      </Button>
      <Button onClick={onCancel}>{uiStrings.cancel}</Button>
    </form>
  );
}
