import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { useApp, useAppState, useQuery } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import type { Query } from "#renderer/store/queries.ts";
import type { Operations } from "#renderer/store/shared-queries.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { shellStrings } from "#renderer/strings/shell.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { focusOnMount } from "#renderer/ui/focus-on-mount.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { EmptyState, Ready } from "#renderer/ui/states.tsx";
import { RollbackPreview, type Preview } from "#renderer/ui/rollback-preview.tsx";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";
import { When } from "#renderer/ui/when.tsx";
import { hrefTo } from "#renderer/navigation/route.ts";
import { findUndoable } from "#renderer/navigation/undoable.ts";

const isOpenOf = (state: AppState) => state.overlay === "undo";

type Operation = Operations[number];
type Step = { readonly operation: Operation; readonly preview: Preview };

/** What undoing would do right now; null at the beginning of the log. */
const undoQuery: Query<Step | null> = {
  key: "undo.preview",
  topics: ["history", "runs"],
  read: readStep,
};

async function readStep(client: WorkspaceClient): Promise<Step | null> {
  const [operations, { branch }] = await Promise.all([
    client.history.operations({ limit: 1000 }),
    client.workspace.info(),
  ]);
  const operation = findUndoable(operations, branch);
  if (operation === null || operation.before === null) return null;
  return { operation, preview: await client.history.previewRollback({ commit: operation.before }) };
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
  const { queries } = useApp();
  const step = useQuery(undoQuery);
  return (
    <Ready of={step} rows={3} onRetry={() => queries.retry(undoQuery.key)}>
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

function UndoStep({ step, onClose }: { readonly step: Step; readonly onClose: () => void }) {
  const act = useAct();
  const [isBusy, setIsBusy] = useState(false);
  const { operation, preview } = step;
  const undo = async (): Promise<void> => {
    setIsBusy(true);
    const done = await act(
      async (client) => await client.history.undo(),
      ["history", "resources", "proposals", "sessions"],
    );
    setIsBusy(false);
    onClose();
    if (done.ok) toastDone(shellStrings.undid(operation.label));
    else toastProblem(done.error);
  };
  return (
    <>
      <p className="dialog-lead">
        <strong dir="auto">
          <ShownText text={operation.label} />
        </strong>{" "}
        <span className="faint">
          · <When at={operation.at} />
        </span>
      </p>
      <p className="dialog-text">{shellStrings.undoText}</p>
      <RollbackPreview preview={preview} hrefOfCommit={(id) => hrefTo("lineage", [id])} />
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
