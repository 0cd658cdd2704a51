import { Button, Modal, NumberInput, Radio, TextInput } from "@mantine/core";
import { useState } from "react";
import { NEW_SEEDS, type NewSeed } from "#core/contract/windows.ts";
import { useApp, useAppState, useQuery } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { workspaceStrings } from "#renderer/strings/workspace.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import { useOpenWorkspaces } from "./use-window-commands.ts";
import { windowsQuery } from "./windows-query.ts";
import "./workspace-dialogs.css";

const isOpenOf = (state: AppState) => state.overlay === "workspace-new";

/** Where a new workspace shall be and what it begins with; it opens in a tab or window of its own. */
export function NewWorkspaceDialog() {
  const { store } = useApp();
  const isOpen = useAppState(isOpenOf);
  const suggested = useQuery(windowsQuery).data?.suggested;
  const close = (): void => store.getState().closeOverlay();
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={workspaceStrings.newTitle}
      size={520}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      {isOpen && suggested !== undefined ? (
        <NewWorkspaceForm key={suggested} suggested={suggested} onClose={close} />
      ) : null}
    </Modal>
  );
}

type FormProps = { readonly suggested: string; readonly onClose: () => void };

function NewWorkspaceForm({ suggested, onClose }: FormProps) {
  const { make } = useOpenWorkspaces();
  const [folder, setFolder] = useState(suggested);
  const [from, setFrom] = useState<NewSeed>(NEW_SEEDS[0]);
  const [houseSeed, setHouseSeed] = useState(1);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (): Promise<void> => {
    setIsBusy(true);
    const isOpen = await make({ folder, from, houseSeed }, setProblem);
    setIsBusy(false);
    if (isOpen) onClose();
  };
  return (
    <form
      className="workspace-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p className="dialog-text">{workspaceStrings.newLead}</p>
      <TextInput
        label={workspaceStrings.folder}
        description={workspaceStrings.newFolderNote}
        classNames={{ input: "mono" }}
        value={folder}
        onChange={(event) => {
          setFolder(event.currentTarget.value);
          setProblem(null);
        }}
        error={problem === null ? null : `${problem.message} ${problem.hint}`}
        data-autofocus
        autoComplete="off"
        spellCheck={false}
      />
      <Radio.Group
        label={workspaceStrings.begins}
        value={from}
        onChange={(chosen) => setFrom(NEW_SEEDS.find((seed) => seed === chosen) ?? NEW_SEEDS[0])}
      >
        <div className="workspace-seeds">
          {NEW_SEEDS.map((seed) => (
            <Radio key={seed} value={seed} {...describeSeed(seed)} />
          ))}
        </div>
      </Radio.Group>
      {from === "order-desk" ? (
        <NumberInput
          className="workspace-seed"
          label={workspaceStrings.houseSeed}
          description={workspaceStrings.houseSeedNote}
          min={0}
          max={1_000_000}
          allowDecimal={false}
          value={houseSeed}
          onChange={(value) => setHouseSeed(typeof value === "number" ? value : 1)}
        />
      ) : null}
      <div className="dialog-buttons">
        <Button onClick={onClose}>{uiStrings.cancel}</Button>
        <Button type="submit" variant="filled" loading={isBusy} disabled={folder.trim() === ""}>
          {workspaceStrings.make}
        </Button>
      </div>
    </form>
  );
}

function describeSeed(seed: NewSeed): { readonly label: string; readonly description: string } {
  const { label, note } = workspaceStrings.seeds[seed];
  return { label, description: note };
}
