import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { workspaceName } from "#core/domain/workspace-name.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import type { Answer, Query } from "#renderer/store/queries.ts";
import { workspaceQuery } from "#renderer/store/shared-queries.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { workspaceStrings } from "#renderer/strings/workspace.ts";
import { formatBytes, formatCount, formatPlural } from "#renderer/text/format.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { Ready } from "#renderer/ui/states.tsx";
import { toastDone } from "#renderer/ui/toast.tsx";
import { OverlayDialog } from "./overlay-dialog.tsx";
import { windowsQuery } from "./windows-query.ts";
import "./workspace-dialogs.css";

type Facts = Answer<WorkspaceClient["windows"]["look"]>;

/** What would go with the workspace in this folder. */
function factsQuery(folder: string): Query<Facts> {
  return {
    key: `windows.look ${folder}`,
    topics: ["sessions", "history"],
    read: async (client) => await client.windows.look({ folder }),
  };
}

/** Deletes this workspace or another one, once its name was typed; says first what goes and what stays. */
export function DeleteWorkspaceDialog() {
  const own = useQuery(workspaceQuery).data?.folder;
  return (
    <OverlayDialog of="workspace-delete" title={workspaceStrings.deleteTitle} size={520}>
      {(close) => (own === undefined ? null : <ChooseAndDelete own={own} onClose={close} />)}
    </OverlayDialog>
  );
}

type ChooseProps = { readonly own: string; readonly onClose: () => void };

function ChooseAndDelete({ own, onClose }: ChooseProps) {
  const { queries } = useApp();
  const recent = useQuery(windowsQuery).data?.recent ?? [];
  const [folder, setFolder] = useState(own);
  const query = factsQuery(folder);
  const facts = useQuery(query);
  const options = [
    { value: own, label: workspaceStrings.thisOne(workspaceName(own)) },
    ...recent.map((each) => ({ value: each.folder, label: `${each.name} (${each.folder})` })),
  ];
  return (
    <div className="dialog-form">
      <NativeSelect
        label={workspaceStrings.which}
        data={options}
        value={folder}
        onChange={(event) => setFolder(event.currentTarget.value)}
        data-autofocus
      />
      <Ready of={facts} rows={4} onRetry={() => queries.retry(query.key)}>
        {(found) => <DeleteForm key={folder} facts={found} isOwn={folder === own} onClose={onClose} />}
      </Ready>
    </div>
  );
}

type DeleteProps = { readonly facts: Facts; readonly isOwn: boolean; readonly onClose: () => void };

function DeleteForm({ facts, isOwn, onClose }: DeleteProps) {
  const act = useAct();
  const { queries, store } = useApp();
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const { name, folder, isDefault } = facts;
  const obstacle = findObstacle(facts);
  const remove = async (): Promise<void> => {
    setIsBusy(true);
    const done = await act(async ({ windows }) => await windows.delete({ folder, name: typed }), []);
    setIsBusy(false);
    if (!done.ok) {
      setProblem(done.error);
      return;
    }
    onClose();
    if (isOwn) {
      store.setState({ goneWorkspace: { name, isDefault } });
      return;
    }
    queries.retry(windowsQuery.key);
    toastDone([workspaceStrings.deleted(name), isDefault ? workspaceStrings.anew : ""].join(" ").trim());
  };
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        void remove();
      }}
    >
      <Losses {...facts} />
      {obstacle === null ? (
        <TextInput
          label={workspaceStrings.typeName(name)}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setProblem(null);
          }}
          error={problem === null ? null : `${problem.message} ${problem.hint}`}
          autoComplete="off"
          spellCheck={false}
        />
      ) : (
        <p className="workspace-obstacle">{obstacle}</p>
      )}
      <div className="dialog-buttons">
        <Button onClick={onClose}>{uiStrings.cancel}</Button>
        <Button
          type="submit"
          variant="filled"
          loading={isBusy}
          disabled={typed !== name || obstacle !== null}
        >
          {workspaceStrings.delete}
        </Button>
      </div>
    </form>
  );
}

function findObstacle({ holder, running }: Facts): string | null {
  if (running > 0) return workspaceStrings.runs;
  return holder === null ? null : workspaceStrings.held(holder);
}

function Losses(facts: Facts) {
  const { folder, bytes, commits, sessions, others, isDefault, isTrashed, isOpenElsewhere, waiting } = facts;
  const count = (number: number | null): string =>
    number === null ? workspaceStrings.unknown : formatCount(number);
  const rows = [
    [workspaceStrings.size, formatBytes(bytes)],
    [workspaceStrings.commits, count(commits)],
    [workspaceStrings.sessions, count(sessions)],
  ] as const;
  const notes = [
    ...(isOpenElsewhere ? [workspaceStrings.openElsewhere] : []),
    ...(waiting === 0 ? [] : [workspaceStrings.waits(formatPlural(waiting, workspaceStrings.waitOne))]),
    isTrashed ? workspaceStrings.inTrash : workspaceStrings.forGood,
    ...(others === 0
      ? []
      : [workspaceStrings.others(formatPlural(others, workspaceStrings.other, workspaceStrings.otherMany))]),
    ...(isDefault ? [workspaceStrings.comesBack] : []),
  ];
  return (
    <section aria-label={workspaceStrings.goes}>
      <dl className="workspace-losses">
        <div>
          <dt>{workspaceStrings.liesAt}</dt>
          <dd className="mono">
            <ShownText text={folder} />
          </dd>
        </div>
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {notes.map((note) => (
        <p key={note} className="workspace-note-line">
          {note}
        </p>
      ))}
    </section>
  );
}
