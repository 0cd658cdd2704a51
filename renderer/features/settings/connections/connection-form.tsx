import { Button, PasswordInput, TagsInput, TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { ConnectionDocument, PresetDocument } from "#core/contract/connections.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import { ErrorState } from "#renderer/ui/states.tsx";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";
import { toConnection, type ConnectionDraft } from "./connection-draft.ts";
import { faultsOfRefusal, findFaults, type Faults } from "./connection-faults.ts";
import { FallbackFields } from "./fallback-fields.tsx";
import type { FieldsProps } from "./fields-props.ts";
import { PaceFields } from "./pace-fields.tsx";
import { HeaderRows, PairRows } from "./pair-rows.tsx";
import { RequestFields } from "./request-fields.tsx";
import { useConnections } from "./use-connections.ts";
import "./connection-form.css";

type ConnectionFormProps = {
  readonly draft: ConnectionDraft;
  readonly onDraft: (draft: ConnectionDraft) => void;
  /** What it begins from, which says what holds where a field is empty. */
  readonly preset: PresetDocument | undefined;
  /** As it is now; undefined for a new one, which also gets a name. */
  readonly shown?: ConnectionDocument;
  readonly taken?: readonly string[];
  readonly onDone: (name: string) => void;
  readonly onCancel: () => void;
  /** Above its own fields. */
  readonly children?: ReactNode;
};

/** What most need first: name, address, keys. The rest is folded, and opened where it holds something. */
export function ConnectionForm(props: ConnectionFormProps) {
  const { draft, onDraft, preset, shown, taken = [], onDone, onCancel, children } = props;
  const { isBusy, change } = useConnections();
  /** By its name; in these fields until they are sent, and nowhere else in the window [V16]. */
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [hasTried, setHasTried] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  /** What the host refused, beside its fields until one of them changes. */
  const [refusedOf, setRefusedOf] = useState<Faults | null>(null);
  const set = (next: Partial<ConnectionDraft>): void => {
    setRefusedOf(null);
    onDraft({ ...draft, ...next });
  };
  const usualAddress = preset?.baseUrl ?? null;
  const all = findFaults(draft, { taken, hasUsualAddress: usualAddress !== null });
  // What is still empty is no fault before somebody says that it is done.
  const faults = { ...refusedOf, ...(hasTried ? all : withoutEmpty(all, draft)) };
  const save = async (): Promise<void> => {
    setHasTried(true);
    if (Object.keys(all).length > 0) return;
    const { name } = draft;
    const refused = await change(async (client) => {
      await client.connections.save({ name, connection: toConnection(draft) });
    });
    setProblem(refused);
    setRefusedOf(refused === null ? null : faultsOfRefusal(refused.message, name));
    if (refused !== null) return;
    const given = draft.keys.filter((key) => (typed[key] ?? "").trim() !== "");
    for (const key of given) {
      const failed = await change(async (client) =>
        client.connections.setKey({ name: key, key: (typed[key] ?? "").trim() }),
      );
      if (failed !== null) toastProblem(failed);
    }
    toastDone(connectionStrings.savedAs(name));
    onDone(name);
  };
  const fields: FieldsProps = { draft, faults, set };
  return (
    <form
      className="connection-form"
      aria-label={shown === undefined ? connectionStrings.newTitle : connectionStrings.editTitle(shown.name)}
      noValidate
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) onCancel();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {children}
      <CommonFields
        {...fields}
        preset={preset}
        isNew={shown === undefined}
        typed={typed}
        onTyped={(name, key) => setTyped({ ...typed, [name]: key })}
      />
      <More title={connectionStrings.more.sending} isOpen={hasSending(draft)}>
        <SendingFields {...fields} />
      </More>
      <More title={connectionStrings.more.request} isOpen={hasRequest(draft)}>
        <RequestFields {...fields} />
      </More>
      <More title={connectionStrings.more.patience} isOpen={hasPace(draft)}>
        <PaceFields {...fields} usual={shown} />
      </More>
      <More title={connectionStrings.more.fallback} isOpen={draft.fallback.length > 0}>
        <FallbackFields {...fields} />
      </More>
      {problem === null || refusedOf !== null ? null : <ErrorState problem={problem} />}
      <div className="form-foot">
        <SaveNote draft={draft} usualAddress={usualAddress} />
        <Button onClick={onCancel}>{uiStrings.cancel}</Button>
        <Button type="submit" variant="filled" loading={isBusy}>
          {connectionStrings.save}
        </Button>
      </div>
    </form>
  );
}

function withoutEmpty(faults: Faults, draft: ConnectionDraft): Faults {
  const { name, baseUrl, ...others } = faults;
  return {
    ...others,
    ...(name === undefined || draft.name === "" ? {} : { name }),
    ...(baseUrl === undefined || draft.baseUrl.trim() === "" ? {} : { baseUrl }),
  };
}

type CommonFieldsProps = FieldsProps & {
  readonly preset: PresetDocument | undefined;
  readonly isNew: boolean;
  readonly typed: Readonly<Record<string, string>>;
  readonly onTyped: (name: string, key: string) => void;
};

function CommonFields({ draft, faults, set, preset, isNew, typed, onTyped }: CommonFieldsProps) {
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
      <TextInput
        label={connectionStrings.address}
        description={connectionStrings.addressNote}
        placeholder={preset?.baseUrl ?? preset?.addressForm ?? connectionStrings.addressHint}
        error={faults["baseUrl"]}
        value={draft.baseUrl}
        spellCheck={false}
        onChange={(event) => set({ baseUrl: event.currentTarget.value })}
      />
      <TagsInput
        label={connectionStrings.keys}
        description={connectionStrings.keysFieldNote}
        placeholder={draft.keys.length === 0 ? (preset?.key ?? connectionStrings.keysHint) : ""}
        error={faults["keys"]}
        value={[...draft.keys]}
        acceptValueOnBlur
        onChange={(keys) => set({ keys })}
      />
      {isNew
        ? draft.keys.map((key) => (
            <PasswordInput
              key={key}
              label={connectionStrings.keyField(key)}
              description={connectionStrings.keyFieldNote}
              autoComplete="off"
              value={typed[key] ?? ""}
              onChange={(event) => onTyped(key, event.currentTarget.value)}
            />
          ))
        : null}
    </>
  );
}

function SendingFields({ draft, faults, set }: FieldsProps) {
  return (
    <>
      <TextInput
        label={connectionStrings.keyHeader}
        description={connectionStrings.keyHeaderNote}
        error={faults["keyHeader"]}
        value={draft.keyHeader}
        spellCheck={false}
        onChange={(event) => set({ keyHeader: event.currentTarget.value })}
      />
      <HeaderRows fault={faults["headers"]} rows={draft.headers} onChange={(headers) => set({ headers })} />
      <PairRows
        title={connectionStrings.query}
        fault={faults["query"]}
        names={[connectionStrings.queryName, connectionStrings.queryValue]}
        add={connectionStrings.addQuery}
        rows={draft.query}
        onChange={(query) => set({ query })}
      />
    </>
  );
}

/** Who saves says by it where keys may go: it is told beside the button. */
function SaveNote({
  draft,
  usualAddress,
}: Pick<FieldsProps, "draft"> & { readonly usualAddress: string | null }) {
  const address = draft.baseUrl.trim() === "" ? usualAddress : draft.baseUrl.trim();
  const named = [...draft.keys, ...draft.headers.filter(({ isKey }) => isKey).map(({ value }) => value)];
  if (address === null || named.length === 0) return <span className="form-note" />;
  return <span className="form-note faint">{connectionStrings.saveNote(address, named)}</span>;
}

type MoreProps = { readonly title: string; readonly isOpen: boolean; readonly children: ReactNode };

/** Folded until it holds something. */
function More({ title, isOpen, children }: MoreProps) {
  return (
    <details className="form-more" open={isOpen}>
      <summary>{title}</summary>
      <div className="form-more-fields">{children}</div>
    </details>
  );
}

function hasSending({ keyHeader, headers, query }: ConnectionDraft): boolean {
  return keyHeader !== "" || headers.length > 0 || query.length > 0;
}

function hasRequest({ omit, rename, set, structured, roles }: ConnectionDraft): boolean {
  return omit.length + rename.length + set.length > 0 || structured !== "" || roles !== "";
}

function hasPace({ patience, callsAtOnce, proxy }: ConnectionDraft): boolean {
  return Object.values(patience).some((value) => value !== "") || callsAtOnce !== "" || proxy !== "";
}
