import { Button, FileButton, Modal, TextInput } from "@mantine/core";
import { useState, type DragEvent } from "react";
import type { AppliedDocument } from "#core/contract/files.ts";
import { ChangedResource } from "#renderer/features/resources/review/changed-resource.tsx";
import { hrefTo, navigate } from "#renderer/navigation/route.ts";
import { hintHere } from "#renderer/store/hint-here.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { fileStrings } from "#renderer/strings/resource-files.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import { focusFirst } from "#renderer/ui/focus-on-mount.ts";
import { ErrorState } from "#renderer/ui/states.tsx";
import { FileProblems } from "./file-problems.tsx";
import { readChosen, readDropped, toFound, type Chosen } from "./read-chosen.ts";

type BringInProps = { readonly isOpen: boolean; readonly onClose: () => void };
type Looked = { readonly chosen: Chosen; readonly applied: AppliedDocument };

/** Resources from files: chosen or dropped, looked at with all problems and changes, then committed or proposed. */
export function BringInDialog({ isOpen, onClose }: BringInProps) {
  const act = useAct();
  const [looked, setLooked] = useState<Looked | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const close = (): void => {
    setLooked(null);
    setProblem(null);
    onClose();
  };
  const look = async (reading: Promise<Chosen>): Promise<void> => {
    setIsBusy(true);
    setProblem(null);
    const chosen = await reading;
    const answer = await act(({ files }) => files.apply({ files: [...chosen.files], preview: true }), []);
    setIsBusy(false);
    if (answer.ok) setLooked({ chosen, applied: answer.value });
    else setProblem(answer.error);
  };
  const make = async (as: "commit" | "proposal", message: string): Promise<void> => {
    if (looked === null) return;
    setIsBusy(true);
    const input = { files: [...looked.chosen.files], as, ...(message.trim() === "" ? {} : { message }) };
    const answer = await act(
      ({ files }) => files.apply(input),
      ["resources", "history", "proposals", "sessions"],
    );
    setIsBusy(false);
    if (!answer.ok) return setProblem(answer.error);
    const { problems, refusal, proposal } = answer.value;
    // What was refused meanwhile is shown where it was looked at.
    if (problems.length > 0 || refusal !== null) return setLooked({ ...looked, applied: answer.value });
    close();
    if (proposal !== undefined) navigate(hrefTo("improve", ["proposal", proposal]));
  };
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={fileStrings.bringInTitle}
      size={760}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      <Source isBusy={isBusy} isAgain={looked !== null} onChosen={(reading) => void look(reading)} />
      {problem === null ? null : <ErrorState problem={problem} />}
      {looked === null ? null : (
        <Look {...looked} isBusy={isBusy} onMake={(as, message) => void make(as, message)} />
      )}
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

function Look({ chosen, applied, isBusy, onMake }: LookProps) {
  const [message, setMessage] = useState("");
  const problems = [...chosen.problems, ...applied.problems];
  const { changes, unchanged, ignored, refusal } = applied;
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
      {unchanged.length === 0 ? null : <p className="faint">{fileStrings.unchanged(unchanged.length)}</p>}
      {ignored.length === 0 ? null : <p className="faint">{fileStrings.ignored(ignored.length)}</p>}
      {changes.length === 0 ? null : (
        <TextInput
          label={fileStrings.message}
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
      )}
      <div className="dialog-buttons">
        {changes.length === 0 ? null : (
          <Button disabled={isBusy} onClick={() => onMake("proposal", message)}>
            {fileStrings.propose}
          </Button>
        )}
        <Button variant="filled" disabled={isBusy} onClick={() => onMake("commit", message)}>
          {changes.length === 0 ? fileStrings.keep : fileStrings.commit}
        </Button>
      </div>
    </>
  );
}
