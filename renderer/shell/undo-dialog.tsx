import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { useApp, useAppState, useQuery } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import type { Answer, Query } from "#renderer/store/queries.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { useHasBranches, useShownBranch } from "#renderer/store/use-branches.ts";
import { branchStrings } from "#renderer/strings/branches.ts";
import { shellStrings } from "#renderer/strings/shell.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { focusOnMount } from "#renderer/ui/focus-on-mount.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { EmptyState, Ready } from "#renderer/ui/states.tsx";
import { RollbackPreview } from "#renderer/ui/rollback-preview.tsx";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";
import { When } from "#renderer/ui/when.tsx";
import { CommitId } from "#renderer/ui/commit-id.tsx";
import { hrefTo } from "#renderer/navigation/route.ts";

const isOpenOf = (state: AppState) => state.overlay === "undo";

const branchOf = (state: AppState) => state.undoBranch;

type Step = Answer<WorkspaceClient["history"]["previewUndo"]>;

/** What undoing on a branch would do right now; null at the beginning of its log. */
function undoQuery(branch: string): Query<Step> {
  return {
    key: `undo.preview ${branch}`,
    topics: ["history", "runs"],
    read: async (client) => await client.history.previewUndo({ branch }),
  };
}

/** Asks before the newest operation is undone, and says what that changes. */
export function UndoDialog() {
  const { store } = useApp();
  const isOpen = useAppState(isOpenOf);
  const close = (): void => store.getState().closeOverlay();
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={shellStrings.undoTitle}
      size={560}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      {isOpen ? <UndoBody onClose={close} /> : null}
    </Modal>
  );
}

function UndoBody({ onClose }: { readonly onClose: () => void }) {
  const named = useAppState(branchOf);
  const shown = useShownBranch();
  // What was asked about stays that, whichever branch is shown meanwhile [L15].
  const [branch, setBranch] = useState(named ?? shown);
  if (branch === null && shown !== null) setBranch(shown);
  return branch === null ? null : <UndoOn branch={branch} onClose={onClose} />;
}

type UndoOnProps = { readonly branch: string; readonly onClose: () => void };

function UndoOn({ branch, onClose }: UndoOnProps) {
  const { queries } = useApp();
  const query = undoQuery(branch);
  const step = useQuery(query);
  return (
    <Ready of={step} rows={3} onRetry={() => queries.retry(query.key)}>
      {(found) =>
        found === null ? (
          <EmptyState title={shellStrings.undoNothing}>{shellStrings.undoNothingText}</EmptyState>
        ) : (
          <UndoStep step={found} onClose={onClose} />
        )
      }
    </Ready>
  );
}

type UndoStepProps = { readonly step: NonNullable<Step>; readonly onClose: () => void };

function UndoStep({ step, onClose }: UndoStepProps) {
  const act = useAct();
  const { queries } = useApp();
  const hasBranches = useHasBranches();
  const [isBusy, setIsBusy] = useState(false);
  const { operation, preview } = step;
  const { branch, seq, tag } = operation;
  const undo = async (): Promise<void> => {
    setIsBusy(true);
    const done = await act(
      async (client) => await client.history.undo({ branch, operation: seq }),
      ["history", "resources", "proposals", "sessions"],
    );
    setIsBusy(false);
    if (done.ok) {
      onClose();
      toastDone(shellStrings.undid(operation.label));
      return;
    }
    toastProblem(done.error);
    // What would be undone now is shown in its place, to be looked at first.
    if (done.error.code === "head-moved") queries.retry(undoQuery(branch).key);
    else onClose();
  };
  return (
    <>
      <p className="dialog-lead">
        <strong dir="auto">
          <ShownText text={operation.label} />
        </strong>{" "}
        <span className="faint">
          {hasBranches ? `· ${branchStrings.on(branch)} ` : ""}· <When at={operation.at} />
        </span>
      </p>
      {tag === null ? (
        <>
          <p className="dialog-text">{shellStrings.undoText}</p>
          <RollbackPreview preview={preview} hrefOfCommit={(id) => hrefTo("lineage", [id])} />
        </>
      ) : (
        <p className="dialog-text">
          {shellStrings.undoTag(tag.name)} <TagPlace commit={tag.to} /> → <TagPlace commit={tag.from} />.{" "}
          {shellStrings.undoTagOnly}
        </p>
      )}
      <div className="dialog-buttons">
        <Button onClick={onClose}>{uiStrings.cancel}</Button>
        <Button
          variant="filled"
          loading={isBusy}
          ref={focusOnMount}
          disabled={preview.conflicts.length > 0}
          onClick={() => void undo()}
        >
          {shellStrings.undoConfirm}
        </Button>
      </div>
    </>
  );
}

function TagPlace({ commit }: { readonly commit: string | null }) {
  return commit === null ? (
    <span>{shellStrings.tagNowhere}</span>
  ) : (
    <CommitId id={commit} href={hrefTo("lineage", [commit])} />
  );
}
