import { Button, TextInput } from "@mantine/core";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { uiStrings } from "#renderer/strings/ui.ts";
import { workspaceStrings } from "#renderer/strings/workspace.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import "./workspace-dialogs.css";

type FolderFormProps = {
  readonly lead: string;
  /** What stands in the field at first. */
  readonly folder: string;
  readonly note: string;
  /** Between the lead and the field. */
  readonly before?: ReactNode;
  /** Between the field and the buttons. */
  readonly after?: ReactNode;
  readonly confirm: string;
  /** False while something else is to be filled in. */
  readonly isReady?: boolean;
  /** What is refused is said at the field; the answer is whether it is done, and the dialog can close. */
  readonly onSubmit: (folder: string, refuse: (problem: Problem) => void) => Promise<boolean>;
  readonly onClose: () => void;
};

/** Asks for the folder of a workspace, to open the one that is there or to make one. */
export function FolderForm(props: FolderFormProps) {
  const { lead, note, before, after, confirm, isReady = true, onSubmit, onClose } = props;
  const [folder, setFolder] = useState(props.folder);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  // The dialog gives the focus to what is in it as it opens; the form may come later, once it is known what to offer.
  useEffect(() => field.current?.focus(), []);
  const submit = async (): Promise<void> => {
    setIsBusy(true);
    const isDone = await onSubmit(folder, setProblem);
    setIsBusy(false);
    if (isDone) onClose();
  };
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p className="dialog-text">{lead}</p>
      {before}
      <TextInput
        label={workspaceStrings.folder}
        description={note}
        classNames={{ input: "mono" }}
        value={folder}
        onChange={(event) => {
          setFolder(event.currentTarget.value);
          setProblem(null);
        }}
        error={problem === null ? null : `${problem.message} ${problem.hint}`}
        ref={field}
        data-autofocus
        autoComplete="off"
        spellCheck={false}
      />
      {after}
      <div className="dialog-buttons">
        <Button onClick={onClose}>{uiStrings.cancel}</Button>
        <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady || folder.trim() === ""}>
          {confirm}
        </Button>
      </div>
    </form>
  );
}
