import { Button, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { useSwitchBranch } from "#renderer/navigation/use-switch-branch.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { branchStrings } from "#renderer/strings/branches.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { shortId } from "#renderer/text/format.ts";
import { toastDone } from "#renderer/ui/toast.tsx";

type BranchDialogProps = {
  /** Where it begins; null while nobody asks for one. */
  readonly commit: string | null;
  readonly onClose: () => void;
};

/** Names a branch and makes it at a commit; the toast leads there. */
export function BranchDialog({ commit, onClose }: BranchDialogProps) {
  return (
    <Modal
      opened={commit !== null}
      onClose={onClose}
      title={branchStrings.createTitle(shortId(commit ?? ""))}
      size={440}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      {commit === null ? null : <BranchForm key={commit} commit={commit} onClose={onClose} />}
    </Modal>
  );
}

function BranchForm({ commit, onClose }: { readonly commit: string; readonly onClose: () => void }) {
  const act = useAct();
  const switchTo = useSwitchBranch();
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const make = async (): Promise<void> => {
    setIsBusy(true);
    const done = await act(async (client) => await client.branches.create({ name, at: commit }), ["history"]);
    setIsBusy(false);
    if (!done.ok) {
      setProblem(done.error);
      return;
    }
    onClose();
    toastDone(branchStrings.made(name), { label: branchStrings.show(name), run: () => switchTo(name) });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <p className="dialog-text">{branchStrings.createText}</p>
      <TextInput
        label={branchStrings.name}
        placeholder={branchStrings.nameExample}
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setProblem(null);
        }}
        error={problem === null ? null : `${problem.message} ${problem.hint}`}
        data-autofocus
        autoComplete="off"
        spellCheck={false}
      />
      <div className="dialog-buttons">
        <Button onClick={onClose}>{uiStrings.cancel}</Button>
        <Button type="submit" variant="filled" loading={isBusy} disabled={name === ""}>
          {branchStrings.make}
        </Button>
      </div>
    </form>
  );
}
