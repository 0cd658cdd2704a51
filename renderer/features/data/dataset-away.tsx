import { Button, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { hrefTo, navigate } from "#renderer/navigation/route.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import type { Query } from "#renderer/store/queries.ts";
import type { Dataset } from "#renderer/store/shared-queries.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { datasetAwayStrings } from "#renderer/strings/dataset-away.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { focusFirst, focusOnMount } from "#renderer/ui/focus-on-mount.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { Ready } from "#renderer/ui/states.tsx";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";

type DatasetAwayProps = { readonly dataset: Pick<Dataset, "name" | "isArchived"> };

/** Takes a dataset off the lists, or away for good where nothing rests on it [V28]. */
export function DatasetAway({ dataset: { name, isArchived } }: DatasetAwayProps) {
  const act = useAct();
  const [isAsking, setIsAsking] = useState(false);
  const archive = async (isGone: boolean): Promise<void> => {
    const done = await act(async ({ data }) => data.archive({ dataset: name, isArchived: isGone }), ["data"]);
    if (!done.ok) toastProblem(done.error);
    else if (isGone)
      toastDone(datasetAwayStrings.archived(name), {
        label: datasetAwayStrings.putBack,
        run: () => void archive(false),
      });
    else toastDone(datasetAwayStrings.isBack(name));
  };
  return (
    <>
      <Button onClick={() => void archive(!isArchived)}>
        {isArchived ? datasetAwayStrings.putBack : datasetAwayStrings.archive}
      </Button>
      <Button onClick={() => setIsAsking(true)}>{datasetAwayStrings.delete}</Button>
      <Modal
        opened={isAsking}
        onClose={() => setIsAsking(false)}
        title={datasetAwayStrings.title(name)}
        size={480}
        transitionProps={{ duration: 0 }}
        closeButtonProps={{ "aria-label": uiStrings.close }}
      >
        {isAsking ? (
          <AskDelete
            name={name}
            onArchive={isArchived ? null : () => void archive(true)}
            onClose={() => setIsAsking(false)}
          />
        ) : null}
      </Modal>
    </>
  );
}

function usesQuery(dataset: string): Query<readonly string[]> {
  return {
    key: `data.uses ${dataset}`,
    topics: ["data", "runs", "sessions", "proposals"],
    read: async (client) => (await client.data.uses({ dataset })).uses,
  };
}

type AskDeleteProps = {
  readonly name: string;
  /** Null where it is off the lists already. */
  readonly onArchive: (() => void) | null;
  readonly onClose: () => void;
};

function AskDelete({ name, onArchive, onClose }: AskDeleteProps) {
  const act = useAct();
  const { queries } = useApp();
  const query = usesQuery(name);
  const asked = useQuery(query);
  const uses = asked.data;
  const [confirm, setConfirm] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const remove = async (): Promise<void> => {
    setIsBusy(true);
    const done = await act(async ({ data }) => data.delete({ dataset: name, confirm }), ["data"]);
    setIsBusy(false);
    if (!done.ok) {
      toastProblem(done.error);
      return;
    }
    onClose();
    toastDone(datasetAwayStrings.deleted(name));
    navigate(hrefTo("data"));
  };
  if (uses === undefined)
    return (
      <Ready of={asked} rows={3} onRetry={() => queries.retry(query.key)}>
        {() => null}
      </Ready>
    );
  if (uses.length > 0) {
    return (
      <>
        <p className="dialog-text">{datasetAwayStrings.inUse}</p>
        <ul className="dialog-text">
          {uses.map((use) => (
            <li key={use}>
              <ShownText text={use} />
            </li>
          ))}
        </ul>
        <div className="dialog-buttons">
          <Button ref={focusOnMount} onClick={onClose}>
            {uiStrings.close}
          </Button>
          {onArchive === null ? null : (
            <Button
              variant="filled"
              onClick={() => {
                onClose();
                onArchive();
              }}
            >
              {datasetAwayStrings.archive}
            </Button>
          )}
        </div>
      </>
    );
  }
  return (
    <form
      ref={focusFirst}
      onSubmit={(event) => {
        event.preventDefault();
        void remove();
      }}
    >
      <p className="dialog-text">{datasetAwayStrings.text}</p>
      <TextInput
        label={datasetAwayStrings.confirm(name)}
        value={confirm}
        onChange={(event) => setConfirm(event.currentTarget.value)}
      />
      <div className="dialog-buttons">
        <Button onClick={onClose}>{uiStrings.cancel}</Button>
        <Button type="submit" variant="filled" loading={isBusy} disabled={confirm !== name}>
          {datasetAwayStrings.confirmDelete}
        </Button>
      </div>
    </form>
  );
}
