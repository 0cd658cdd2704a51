import { Button, FileButton, Modal, TextInput } from "@mantine/core";
import { useState, type DragEvent } from "react";
import { ChangedResource } from "#renderer/features/resources/review/changed-resource.tsx";
import { hintHere } from "#renderer/store/hint-here.ts";
import { useBranches } from "#renderer/store/use-branches.ts";
import { fileStrings } from "#renderer/strings/resource-files.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { focusFirst } from "#renderer/ui/focus-on-mount.ts";
import { BranchNote } from "#renderer/ui/branch-note.tsx";
import { ErrorState } from "#renderer/ui/states.tsx";
import { FileProblems } from "./file-problems.tsx";
import { readChosen, type Chosen } from "./read-chosen.ts";
import { readDropped, toFound } from "./read-dropped.ts";
import { useBringIn, type Looked } from "./use-bring-in.ts";

type BringInProps = { readonly isOpen: boolean; readonly onClose: () => void };

/** Resources from files: chosen or dropped, looked at with all problems and changes, then committed or proposed. */
export function BringInDialog({ isOpen, onClose }: BringInProps) {
  const { looked, problem, isReading, isBusy, look, make, close } = useBringIn(onClose);
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={fileStrings.bringInTitle}
      size={760}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      <Source isBusy={isReading} isAgain={looked !== null} onChosen={look} />
      {problem === null ? null : <ErrorState problem={problem} />}
      {looked === null ? null : <Look {...looked} isBusy={isBusy} onMake={make} />}
    </Modal>
  );
}

type SourceProps = {
  readonly isBusy: boolean;
  readonly isAgain: boolean;
  readonly onChosen: (reading: Promise<Chosen>) => void;
};

function Source({ isBusy, isAgain, onChosen }: SourceProps) {
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    onChosen(readDropped(event.dataTransfer));
  };
  return (
    <div className="files-drop" ref={focusFirst} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <p>{isBusy ? fileStrings.reading : isAgain ? fileStrings.chooseOther : fileStrings.drop}</p>
      {isAgain ? null : <p className="faint">{fileStrings.dropNote}</p>}
      <div className="files-buttons">
        <FileButton multiple onChange={(files) => onChosen(readChosen(toFound(files)))}>
          {(props) => <Button {...props}>{fileStrings.chooseFiles}</Button>}
        </FileButton>
        <FileButton
          multiple
          inputProps={{ webkitdirectory: "" }}
          onChange={(files) => onChosen(readChosen(toFound(files)))}
        >
          {(props) => <Button {...props}>{fileStrings.chooseFolder}</Button>}
        </FileButton>
      </div>
    </div>
  );
}

type LookProps = Looked & {
  readonly isBusy: boolean;
  readonly onMake: (as: "commit" | "proposal", message: string) => void;
};

function Look({ chosen, applied, branch, isBusy, onMake }: LookProps) {
  const [message, setMessage] = useState("");
  const branches = useBranches();
  const problems = [...chosen.problems, ...applied.problems];
  const { changes, unchanged, ignored, refusal, warnings } = applied;
  if (problems.length > 0)
    return <FileProblems problems={problems} title={fileStrings.problems(problems.length)} />;
  if (refusal !== null) return <ErrorState problem={{ ...refusal, hint: hintHere(refusal) }} />;
  if (changes.length + unchanged.length === 0) return <p className="dialog-text">{fileStrings.noFiles}</p>;
  return (
    <>
      {changes.length === 0 ? <p className="dialog-text">{fileStrings.nothing}</p> : null}
      {changes.map((changed) => (
        <ChangedResource
          key={changed.resource}
          changed={changed}
          contract={applied.contract.filter(({ resource }) => resource === changed.resource)}
          differences={applied.differences.filter(({ resource }) => resource === changed.resource)}
        />
      ))}
      {warnings.length === 0 ? null : (
        <FileProblems problems={warnings} title={fileStrings.warnings(warnings.length)} />
      )}
      {unchanged.length === 0 ? null : <p className="faint">{fileStrings.unchanged(unchanged.length)}</p>}
      {ignored.length === 0 ? null : <p className="faint">{fileStrings.ignored(ignored.length)}</p>}
      {changes.length === 0 ? null : (
        <TextInput
          label={fileStrings.message}
          value={message}
          maxLength={500}
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
      )}
      <div className="dialog-buttons">
        {branch === undefined ? null : <BranchNote branch={branch} branches={branches} />}
        {changes.length === 0 ? null : (
          <Button disabled={isBusy} onClick={() => onMake("proposal", message)}>
            {fileStrings.propose}
          </Button>
        )}
        <Button variant="filled" disabled={isBusy} loading={isBusy} onClick={() => onMake("commit", message)}>
          {changes.length === 0 ? fileStrings.keep : fileStrings.commit}
        </Button>
      </div>
    </>
  );
}
