import { Button, Modal, Select } from "@mantine/core";
import { useState } from "react";
import type { ResourceKey } from "#core/domain/resource.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import type { Query } from "#renderer/store/queries.ts";
import { useAct } from "#renderer/store/use-act.ts";
import type { Outcome } from "#renderer/store/score-series.ts";
import { lineageStrings } from "#renderer/strings/lineage.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { shortId } from "#renderer/text/format.ts";
import { RollbackPreview, type Preview } from "#renderer/ui/rollback-preview.tsx";
import { Ready } from "#renderer/ui/states.tsx";
import { toastProblem } from "#renderer/ui/toast.tsx";
import { useUndoToast } from "#renderer/navigation/use-undo-toast.ts";
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

function previewQuery(commit: string, resource: string): Query<Preview> {
  return {
    key: `history.previewRollback ${commit} ${resource}`,
    topics: ["history", "resources", "runs"],
    read: async (client) => await client.history.previewRollback(toTarget(commit, resource)),
  };
}

function toTarget(commit: string, resource: string) {
  // The choice comes from the host's own list of resources.
  return resource === EVERYTHING ? { commit } : { commit, resource: resource as ResourceKey };
}

type RestoreBodyProps = RestoreDialogProps & { readonly commit: string };

function RestoreBody({ commit, scores, onClose }: RestoreBodyProps) {
  const { queries } = useApp();
  const [resource, setResource] = useState(EVERYTHING);
  const contentsOf = registryQuery(commit);
  const contents = useQuery(contentsOf);
  const query = previewQuery(commit, resource);
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
            <RestoreButtons commit={commit} resource={resource} preview={found} onClose={onClose} />
          </>
        )}
      </Ready>
    </>
  );
}

type RestoreButtonsProps = {
  readonly commit: string;
  readonly resource: string;
  readonly preview: Preview;
  readonly onClose: () => void;
};

function RestoreButtons({ commit, resource, preview, onClose }: RestoreButtonsProps) {
  const act = useAct();
  const toastRestored = useUndoToast();
  const [isBusy, setIsBusy] = useState(false);
  const changesNothing = preview.resources.length === 0;
  const restore = async (): Promise<void> => {
    setIsBusy(true);
    const done = await act(
      async (client) => await client.history.rollback(toTarget(commit, resource)),
      ["history", "resources", "proposals", "sessions"],
    );
    setIsBusy(false);
    if (!done.ok) {
      toastProblem(done.error);
      return;
    }
    onClose();
    toastRestored(lineageStrings.restored(shortId(commit)), done.value.head);
  };
  return (
    <div className="dialog-buttons">
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
