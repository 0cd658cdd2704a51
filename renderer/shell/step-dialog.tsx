import { Button } from "@mantine/core";
import { useState } from "react";
import { useApp, useAppState, useQuery } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { STEPS, stepQuery, type Step, type StepPreview } from "#renderer/store/steps.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { useHasBranches, useShownBranch } from "#renderer/store/use-branches.ts";
import { branchStrings } from "#renderer/strings/branches.ts";
import { stepStrings } from "#renderer/strings/steps.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { focusOnMount } from "#renderer/ui/focus-on-mount.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { EmptyState, Ready } from "#renderer/ui/states.tsx";
import { RollbackPreview } from "#renderer/ui/rollback-preview.tsx";
import { toastProblem } from "#renderer/ui/toast.tsx";
import { CommitId } from "#renderer/ui/commit-id.tsx";
import { When } from "#renderer/ui/when.tsx";
import { hrefTo } from "#renderer/navigation/route.ts";
import { useStepToast } from "#renderer/navigation/use-step.ts";
import { OverlayDialog } from "./overlay-dialog.tsx";

const branchOf = (state: AppState) => state.stepBranch;

/** Asks before an operation is undone or redone, and says what that changes. */
export function StepDialog({ step }: { readonly step: Step }) {
  return (
    <OverlayDialog of={step} title={stepStrings[step].title} size={560}>
      {(close) => <StepBody step={step} onClose={close} />}
    </OverlayDialog>
  );
}

type StepBodyProps = { readonly step: Step; readonly onClose: () => void };

function StepBody({ step, onClose }: StepBodyProps) {
  const named = useAppState(branchOf);
  const shown = useShownBranch();
  // What was asked about stays that, whichever branch is shown meanwhile [L15].
  const [branch, setBranch] = useState(named ?? shown);
  if (branch === null && shown !== null) setBranch(shown);
  return branch === null ? null : <StepOn step={step} branch={branch} onClose={onClose} />;
}

type StepOnProps = StepBodyProps & { readonly branch: string };

function StepOn({ step, branch, onClose }: StepOnProps) {
  const { queries } = useApp();
  const query = stepQuery(step, branch);
  const found = useQuery(query);
  const { nothing, nothingText } = stepStrings[step];
  return (
    <Ready of={found} rows={3} onRetry={() => queries.retry(query.key)}>
      {(preview) =>
        preview === null ? (
          <EmptyState title={nothing}>{nothingText}</EmptyState>
        ) : (
          <StepPreviewed step={step} found={preview} onClose={onClose} />
        )
      }
    </Ready>
  );
}

type StepPreviewedProps = StepBodyProps & { readonly found: StepPreview };

function StepPreviewed({ step, found, onClose }: StepPreviewedProps) {
  const act = useAct();
  const { queries } = useApp();
  const hasBranches = useHasBranches();
  const toastStep = useStepToast();
  const [isBusy, setIsBusy] = useState(false);
  const { operation, preview } = found;
  const { branch, seq, tag } = operation;
  const { text, confirm, did } = stepStrings[step];
  const take = async (): Promise<void> => {
    setIsBusy(true);
    const done = await act(
      async (client) => STEPS[step].take(client, { branch, operation: seq }),
      ["history", "resources", "proposals", "sessions"],
    );
    setIsBusy(false);
    if (done.ok) {
      onClose();
      toastStep(step, did(operation.label), { commit: done.value.head, branch });
      return;
    }
    toastProblem(done.error);
    // What would be stepped over now is shown in its place, to be looked at first.
    if (done.error.code === "head-moved") queries.retry(stepQuery(step, branch).key);
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
          <p className="dialog-text">{text}</p>
          <RollbackPreview preview={preview} hrefOfCommit={(id) => hrefTo("lineage", [id])} />
        </>
      ) : (
        <TagStep step={step} tag={tag} />
      )}
      <div className="dialog-buttons">
        <Button onClick={onClose}>{uiStrings.cancel}</Button>
        <Button
          variant="filled"
          loading={isBusy}
          ref={focusOnMount}
          disabled={tag === null && preview.conflicts.length > 0}
          onClick={() => void take()}
        >
          {confirm}
        </Button>
      </div>
    </>
  );
}

type TagStepProps = {
  readonly step: Step;
  readonly tag: NonNullable<StepPreview["operation"]["tag"]>;
};

function TagStep({ step, tag: { name, from, to } }: TagStepProps) {
  const [there, wanted] = step === "undo" ? [to, from] : [from, to];
  return (
    <p className="dialog-text">
      {stepStrings.tag(name)} <TagPlace commit={there} /> → <TagPlace commit={wanted} />.{" "}
      {stepStrings.tagOnly}
    </p>
  );
}

function TagPlace({ commit }: { readonly commit: string | null }) {
  return commit === null ? (
    <span>{stepStrings.tagNowhere}</span>
  ) : (
    <CommitId id={commit} href={hrefTo("lineage", [commit])} />
  );
}
