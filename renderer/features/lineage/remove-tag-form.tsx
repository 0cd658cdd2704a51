import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useAct } from "#renderer/store/use-act.ts";
import { tagStrings } from "#renderer/strings/tags.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import { toastDone } from "#renderer/ui/toast.tsx";
import { useUndoTag } from "./use-undo-tag.ts";

type RemoveTagFormProps = {
  readonly name: string;
  /** Where it was when it was looked at. */
  readonly commit: string;
  readonly onClose: () => void;
};

/** Says what goes with a tag, and asks why. */
export function RemoveTagForm({ name, commit, onClose }: RemoveTagFormProps) {
  const act = useAct();
  const undo = useUndoTag();
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const remove = async (): Promise<void> => {
    setIsBusy(true);
    const done = await act(
      async (client) => await client.tags.remove({ name, message: reason, expected: commit }),
      ["history", "resources"],
    );
    setIsBusy(false);
    if (!done.ok) {
      setProblem(done.error);
      return;
    }
    onClose();
    toastDone(tagStrings.wasRemoved(name), undo(done.value));
  };
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        void remove();
      }}
    >
      <p className="dialog-text">{tagStrings.removeText(name)}</p>
      <TextInput
        label={tagStrings.reason}
        withAsterisk
        placeholder={tagStrings.removeExample}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={problem === null ? null : `${problem.message} ${problem.hint}`}
        data-autofocus
        autoComplete="off"
      />
      <div className="dialog-buttons">
        <Button onClick={onClose}>{uiStrings.cancel}</Button>
        <Button type="submit" variant="filled" loading={isBusy} disabled={reason.trim() === ""}>
          {tagStrings.removeShort}
        </Button>
      </div>
    </form>
  );
}
