import { Button } from "@mantine/core";
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { ConnectionDocument, PresetDocument } from "#core/contract/connections.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { ErrorState } from "#renderer/ui/states.tsx";
import { withoutBlank, type ConnectionDraft } from "./connection-draft.ts";
import { findFaults, type Faults } from "./connection-faults.ts";
import type { FieldsProps } from "./fields-props.ts";
import { MoreFields } from "./more-fields.tsx";
import { CommonFields } from "./common-fields.tsx";
import { asksToLeave } from "./form-keys.ts";
import { LeaveDialog } from "./leave-dialog.tsx";
import { SaveNote } from "./save-note.tsx";
import { showFirstFault } from "./show-first-fault.ts";
import { useSaveConnection } from "./use-save-connection.ts";
import "./connection-form.css";

type ConnectionFormProps = {
  readonly draft: ConnectionDraft;
  readonly onDraft: (draft: ConnectionDraft) => void;
  /** What it begins from, which says what holds where a field is empty. */
  readonly preset: PresetDocument | undefined;
  /** As it is now; undefined for a new one, which also gets a name. */
  readonly shown?: ConnectionDocument;
  readonly taken?: readonly string[];
  /** Names of presets: a new one that is called so changes what everybody knows under that name, and that is said. */
  readonly presetNames?: readonly string[];
  readonly onDone: (name: string) => void;
  readonly onCancel: () => void;
  /** Above its own fields. */
  readonly children?: ReactNode;
};

/** What most need first: name, address, keys. The rest is folded, and opened where it holds something. */
export function ConnectionForm(props: ConnectionFormProps) {
  const { draft, onDraft, preset, shown, taken = [], presetNames = [], onDone, onCancel, children } = props;
  const isNew = shown === undefined;
  const saving = useSaveConnection();
  const { problem, refusedOf } = saving;
  /** By its name; in these fields until they are sent, and nowhere else in the window [V16]. */
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [begun] = useState(draft);
  const [isLeaving, setIsLeaving] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  /** How often it could not be saved. */
  const [stops, setStops] = useState(0);
  useEffect(() => {
    if (stops > 0) showFirstFault(form.current);
  }, [stops]);
  const [hasTried, setHasTried] = useState(false);
  const set = (next: Partial<ConnectionDraft>): void => {
    saving.takeBack();
    onDraft({ ...draft, ...next });
  };
  const usualAddress = preset?.baseUrl ?? null;
  const asked = { taken, hasUsualAddress: usualAddress !== null };
  const all = findFaults(draft, asked);
  // What is still empty is no fault before somebody says that it is done.
  const faults = {
    ...refusedOf,
    ...(hasTried ? all : withoutEmpty(findFaults(withoutBlank(draft), asked), draft)),
  };
  const isChanged = JSON.stringify(draft) !== JSON.stringify(begun) || Object.values(typed).some(Boolean);
  const save = async (): Promise<void> => {
    setHasTried(true);
    const isSaved = Object.keys(all).length === 0 && (await saving.save({ draft, begun, isNew, typed }));
    if (isSaved) onDone(draft.name);
    else setStops((before) => before + 1);
  };
  const fields: FieldsProps = { draft, faults, set };
  return (
    <form
      className="connection-form"
      aria-label={isNew ? connectionStrings.newTitle : connectionStrings.editTitle(shown.name)}
      noValidate
      ref={form}
      onKeyDown={(event) => {
        if (!asksToLeave(event)) return;
        if (isChanged) setIsLeaving(true);
        else onCancel();
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
        isNew={isNew}
        isPreset={presetNames.includes(draft.name)}
        typed={typed}
        onTyped={(name, key) => setTyped({ ...typed, [name]: key })}
      />
      <MoreFields {...fields} shown={shown} />
      {problem === null || refusedOf !== null ? null : <ErrorState problem={problem} />}
      <div className="form-foot">
        <SaveNote draft={draft} preset={preset} />
        <Button onClick={onCancel}>{uiStrings.cancel}</Button>
        <Button type="submit" variant="filled" loading={saving.isBusy}>
          {connectionStrings.save}
        </Button>
      </div>
      <LeaveDialog isOpen={isLeaving} onClose={() => setIsLeaving(false)} onLeave={onCancel} />
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
