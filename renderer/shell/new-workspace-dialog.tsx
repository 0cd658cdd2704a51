import { NumberInput, Radio, TextInput } from "@mantine/core";
import { useState } from "react";
import { NEW_SEEDS, type NewSeed } from "#core/contract/windows.ts";
import type { FileProblem } from "#core/domain/resource-file.ts";
import { FileProblems } from "#renderer/features/resources/files/file-problems.tsx";
import { useQuery } from "#renderer/store/app-context.ts";
import { workspaceStrings } from "#renderer/strings/workspace.ts";
import { FolderForm } from "./folder-form.tsx";
import { OverlayDialog } from "./overlay-dialog.tsx";
import { useOpenWorkspaces } from "./use-window-commands.ts";
import { windowsQuery } from "./windows-query.ts";
import "./workspace-dialogs.css";

/** Where a new workspace shall be and what it begins with; it opens in a tab or window of its own. */
export function NewWorkspaceDialog() {
  return (
    <OverlayDialog of="workspace-new" title={workspaceStrings.newTitle} size={520}>
      {(close) => <NewWorkspace onClose={close} />}
    </OverlayDialog>
  );
}

function NewWorkspace({ onClose }: { readonly onClose: () => void }) {
  const { make } = useOpenWorkspaces();
  const suggested = useQuery(windowsQuery).data?.suggested;
  const [from, setFrom] = useState<NewSeed>(NEW_SEEDS[0]);
  const [houseSeed, setHouseSeed] = useState(1);
  const [files, setFiles] = useState("");
  const [wrong, setWrong] = useState<readonly FileProblem[]>([]);
  if (suggested === undefined) return null;
  return (
    <FolderForm
      key={suggested}
      lead={workspaceStrings.newLead}
      folder={suggested}
      note={workspaceStrings.newFolderNote}
      after={
        <>
          <Begins
            value={from}
            onChange={(chosen) => {
              setFrom(chosen);
              setWrong([]);
            }}
          />
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
        </>
      }
      confirm={workspaceStrings.make}
      isReady={from !== "files" || files.trim() !== ""}
      onSubmit={async (folder, refuse) => {
        setWrong([]);
        return await make({ folder, from, houseSeed, files }, { refuse, tell: setWrong });
      }}
      onClose={onClose}
    />
  );
}

type FieldProps<T> = { readonly value: T; readonly onChange: (value: T) => void };

function Begins({ value, onChange }: FieldProps<NewSeed>) {
  return (
    <Radio.Group
      label={workspaceStrings.begins}
      value={value}
      onChange={(chosen) => onChange(NEW_SEEDS.find((seed) => seed === chosen) ?? NEW_SEEDS[0])}
    >
      <div className="workspace-seeds">
        {NEW_SEEDS.map((seed) => (
          <Radio key={seed} value={seed} {...describeSeed(seed)} />
        ))}
      </div>
    </Radio.Group>
  );
}

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
