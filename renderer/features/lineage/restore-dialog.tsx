import { Button, Modal, Select } from "@mantine/core";
import { useState } from "react";
import type { ResourceKey } from "#core/domain/resource.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import type { Query } from "#renderer/store/queries.ts";
import { useAct } from "#renderer/store/use-act.ts";
import type { Outcome } from "#renderer/store/score-series.ts";
import { useBranches, useShownBranch } from "#renderer/store/use-branches.ts";
import { lineageStrings } from "#renderer/strings/lineage.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { shortId } from "#renderer/text/format.ts";
import { BranchNote } from "#renderer/ui/branch-note.tsx";
import { RollbackPreview, type Preview } from "#renderer/ui/rollback-preview.tsx";
import { Ready } from "#renderer/ui/states.tsx";
import { toastProblem } from "#renderer/ui/toast.tsx";
import { useUndoToast } from "#renderer/navigation/use-step.ts";
import { registryQuery } from "#renderer/store/shared-queries.ts";
import { ScoreChange } from "./score-change.tsx";

type RestoreDialogProps = {
  readonly commit: string | null;
  /** What head and the version were measured at, in the series that is shown. */
  readonly scores: readonly [Outcome | null, Outcome | null];
  readonly onClose: () => void;
};

/** Shows what restoring a version would do, of everything or of one resource, and does it. */
export function RestoreDialog({ commit, scores, onClose }: RestoreDialogProps) {
  return (
    <Modal
      opened={commit !== null}
      onClose={onClose}
      title={lineageStrings.restoreTitle(shortId(commit ?? ""))}
      size={560}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      {commit === null ? null : (
        <RestoreBody key={commit} commit={commit} scores={scores} onClose={onClose} />
      )}
    </Modal>
  );
}

const EVERYTHING = "";

/** What is restored, and on which branch: the one that was shown when the dialog opened [L15]. */
type Wanted = { readonly branch: string; readonly commit: string; readonly resource: string };

function previewQuery(wanted: Wanted): Query<Preview> {
  const { branch, commit, resource } = wanted;
  return {
    key: `history.previewRollback ${branch} ${commit} ${resource}`,
    topics: ["history", "resources", "runs"],
    read: async (client) => await client.history.previewRollback(toTarget(wanted)),
  };
}

function toTarget({ branch, commit, resource }: Wanted) {
  // The choice comes from the host's own list of resources.
  return { branch, commit, ...(resource === EVERYTHING ? {} : { resource: resource as ResourceKey }) };
}

type RestoreBodyProps = RestoreDialogProps & { readonly commit: string };

function RestoreBody(props: RestoreBodyProps) {
  const shown = useShownBranch();
  const [branch, setBranch] = useState(shown);
  if (branch === null && shown !== null) setBranch(shown);
  return branch === null ? null : <RestoreOn branch={branch} {...props} />;
}

function RestoreOn({ branch, commit, scores, onClose }: RestoreBodyProps & { readonly branch: string }) {
  const { queries } = useApp();
  const [resource, setResource] = useState(EVERYTHING);
  const contentsOf = registryQuery(commit);
  const contents = useQuery(contentsOf);
  const wanted = { branch, commit, resource };
  const query = previewQuery(wanted);
  const preview = useQuery(query);
  return (
    <>
      <p className="dialog-text">{lineageStrings.restoreText}</p>
      <Ready of={contents} rows={1} onRetry={() => queries.retry(contentsOf.key)}>
        {(found) => (
          <Select
            label={lineageStrings.restoreWhat}
            value={resource}
            onChange={(value) => setResource(value ?? EVERYTHING)}
            data={[
              { value: EVERYTHING, label: lineageStrings.restoreAll },
              ...found.map(({ kind, name }) => `${kind}/${name}`),
            ]}
            allowDeselect={false}
            searchable={found.length > 12}
            mb={12}
          />
        )}
      </Ready>
      <Ready of={preview} rows={4} onRetry={() => queries.retry(query.key)}>
        {(found) => (
          <>
            {/* One resource of another version makes a system that nobody measured. */}
            {resource === EVERYTHING ? (
              <p className="dialog-text">
                <ScoreChange before={scores[0]} after={scores[1]} />
              </p>
            ) : null}
            <RollbackPreview preview={found} hrefOfCommit={(id) => hrefTo("lineage", [id])} />
            <RestoreButtons wanted={wanted} preview={found} onClose={onClose} />
          </>
        )}
      </Ready>
    </>
  );
}

type RestoreButtonsProps = {
  readonly wanted: Wanted;
  readonly preview: Preview;
  readonly onClose: () => void;
};

function RestoreButtons({ wanted, preview, onClose }: RestoreButtonsProps) {
  const act = useAct();
  const { queries } = useApp();
  const toastRestored = useUndoToast();
  const branches = useBranches();
  const [isBusy, setIsBusy] = useState(false);
  const changesNothing = preview.resources.length === 0;
  const restore = async (): Promise<void> => {
    setIsBusy(true);
    const done = await act(
      async (client) => await client.history.rollback({ ...toTarget(wanted), base: preview.head }),
      ["history", "resources", "proposals", "sessions"],
    );
    setIsBusy(false);
    if (!done.ok) {
      toastProblem(done.error);
      // What it would change now is shown in its place, to be looked at first.
      if (done.error.code === "head-moved") queries.retry(previewQuery(wanted).key);
      return;
    }
    onClose();
    const { branch, commit } = wanted;
    toastRestored(lineageStrings.restored(shortId(commit)), { commit: done.value.head, branch });
  };
  return (
    <div className="dialog-buttons">
      <BranchNote branch={wanted.branch} branches={branches} />
      {changesNothing ? <span className="faint dialog-note">{lineageStrings.restoreNothing}</span> : null}
      <Button onClick={onClose}>{uiStrings.cancel}</Button>
      <Button
        variant="filled"
        loading={isBusy}
        disabled={changesNothing || preview.conflicts.length > 0}
        onClick={() => void restore()}
      >
        {lineageStrings.restoreWords}
      </Button>
    </div>
  );
}
