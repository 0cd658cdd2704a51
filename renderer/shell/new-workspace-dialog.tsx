import { Button, Modal, NumberInput, Radio, TextInput } from "@mantine/core";
import { useState } from "react";
import { NEW_SEEDS, type NewSeed } from "#core/contract/windows.ts";
import type { FileProblem } from "#core/domain/resource-file.ts";
import { FileProblems } from "#renderer/features/resources/files/file-problems.tsx";
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
  const [files, setFiles] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [wrong, setWrong] = useState<readonly FileProblem[]>([]);
  const [isBusy, setIsBusy] = useState(false);
  const isReady = folder.trim() !== "" && (from !== "files" || files.trim() !== "");
  const submit = async (): Promise<void> => {
    setIsBusy(true);
    setWrong([]);
    const isOpen = await make({ folder, from, houseSeed, files }, { refuse: setProblem, tell: setWrong });
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
        onChange={(chosen) => {
          setFrom(NEW_SEEDS.find((seed) => seed === chosen) ?? NEW_SEEDS[0]);
          setWrong([]);
        }}
      >
        <div className="workspace-seeds">
          {NEW_SEEDS.map((seed) => (
            <Radio key={seed} value={seed} {...describeSeed(seed)} />
          ))}
        </div>
      </Radio.Group>
      {from === "order-desk" ? <HouseSeed value={houseSeed} onChange={setHouseSeed} /> : null}
      {from === "files" ? (
        <FilesPlace
          value={files}
          onChange={(typed) => {
            setFiles(typed);
            setWrong([]);
          }}
        />
      ) : null}
      <Wrong problems={wrong} />
      <div className="dialog-buttons">
        <Button onClick={onClose}>{uiStrings.cancel}</Button>
        <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
          {workspaceStrings.make}
        </Button>
      </div>
    </form>
  );
}

type FieldProps<T> = { readonly value: T; readonly onChange: (value: T) => void };

function HouseSeed({ value, onChange }: FieldProps<number>) {
  return (
    <NumberInput
      className="workspace-seed"
      label={workspaceStrings.houseSeed}
      description={workspaceStrings.houseSeedNote}
      min={0}
      max={1_000_000}
      allowDecimal={false}
      value={value}
      onChange={(typed) => onChange(typeof typed === "number" ? typed : 1)}
    />
  );
}

function FilesPlace({ value, onChange }: FieldProps<string>) {
  return (
    <TextInput
      label={workspaceStrings.filesPlace}
      description={workspaceStrings.filesPlaceNote}
      classNames={{ input: "mono" }}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="off"
      spellCheck={false}
    />
  );
}

/** Said aloud when it comes. */
function Wrong({ problems }: { readonly problems: readonly FileProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <div role="alert">
      <FileProblems problems={problems} title={workspaceStrings.filesProblems(problems.length)} />
    </div>
  );
}

function describeSeed(seed: NewSeed): { readonly label: string; readonly description: string } {
  const { label, note } = workspaceStrings.seeds[seed];
  return { label, description: note };
}
