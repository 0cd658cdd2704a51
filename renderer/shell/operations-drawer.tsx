import { Button, Drawer } from "@mantine/core";
import { useEffect } from "react";
import { useApp, useAppState, useQuery } from "#renderer/store/app-context.ts";
import { useBranches } from "#renderer/store/use-branches.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { LISTED_OPERATIONS, operationsQuery, type Operations } from "#renderer/store/shared-queries.ts";
import { shellStrings } from "#renderer/strings/shell.ts";
import { stepStrings } from "#renderer/strings/steps.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { formatCount } from "#renderer/text/format.ts";
import { CommitId } from "#renderer/ui/commit-id.tsx";
import { EmptyState, Ready } from "#renderer/ui/states.tsx";
import { When } from "#renderer/ui/when.tsx";
import { hrefTo } from "#renderer/navigation/route.ts";
import "./operations-drawer.css";
import { ShownText } from "#renderer/ui/shown-text.tsx";

const isOpenOf = (state: AppState) => state.overlay === "operations";

/** Everything that changed the workspace, newest first, and the way back over the newest. */
export function OperationsDrawer() {
  const { store } = useApp();
  const isOpen = useAppState(isOpenOf);
  useEffect(() => {
    // A link was followed, or a key led elsewhere: what the drawer stood over is gone. An address that the window only
    // writes out in full is announced by the window itself, and leads nowhere.
    const close = (event: HashChangeEvent): void => {
      if (event.isTrusted && store.getState().overlay === "operations") store.getState().closeOverlay();
    };
    window.addEventListener("hashchange", close);
    return () => window.removeEventListener("hashchange", close);
  }, [store]);
  return (
    <Drawer
      opened={isOpen}
      onClose={() => store.getState().closeOverlay()}
      title={shellStrings.operations}
      position="right"
      size={420}
      padding={0}
      overlayProps={{ color: "var(--scrim)", backgroundOpacity: 1 }}
      transitionProps={{ duration: 120 }}
      classNames={{ header: "operations-head" }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      {isOpen ? <OperationList /> : null}
    </Drawer>
  );
}

function OperationList() {
  const { queries } = useApp();
  const operations = useQuery(operationsQuery);
  const branches = useBranches();
  return (
    <Ready of={operations} onRetry={() => queries.retry(operationsQuery.key)}>
      {(listed) =>
        listed.length === 0 ? (
          <EmptyState title={shellStrings.operationsEmpty}>{shellStrings.operationsEmptyText}</EmptyState>
        ) : (
          <ol className="operations">
            {listed.map((operation) => (
              <OperationRow key={operation.seq} operation={operation} hasBranches={branches.length > 1} />
            ))}
            {listed.length < LISTED_OPERATIONS ? null : (
              <li className="operations-more soft">
                {shellStrings.operationsMore(formatCount(LISTED_OPERATIONS))}
              </li>
            )}
          </ol>
        )
      }
    </Ready>
  );
}

type OperationRowProps = {
  readonly operation: Operations[number];
  /** Whether it has to be said on which branch it was. */
  readonly hasBranches: boolean;
};

function OperationRow({ operation, hasBranches }: OperationRowProps) {
  const { store } = useApp();
  const { label, at, after, branch, isUndone, isNext, isNextRedo, isPassed, kind } = operation;
  return (
    <li className={isUndone ? "operation operation-undone" : "operation"}>
      <div className="operation-text">
        <div className="operation-label" dir="auto">
          <ShownText text={label} />
        </div>
        <div className="operation-note">
          <CommitId id={after} href={hrefTo("lineage", [after])} /> {shellStrings.operationKinds[kind]} ·{" "}
          {hasBranches ? `${branch} · ` : ""}
          <When at={at} />
          {isUndone ? ` · ${shellStrings.undone}` : ""}
          {isPassed ? ` · ${shellStrings.passed}` : ""}
        </div>
      </div>
      {isNext ? (
        <Button onClick={() => store.getState().openStep("undo", branch)}>{stepStrings.undo.confirm}</Button>
      ) : null}
      {isNextRedo ? (
        <Button onClick={() => store.getState().openStep("redo", branch)}>{stepStrings.redo.confirm}</Button>
      ) : null}
    </li>
  );
}
