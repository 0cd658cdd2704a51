import { Button, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";
import { useApp, useAppState, useQuery } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { workspaceStrings } from "#renderer/strings/workspace.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { toastProblem } from "#renderer/ui/toast.tsx";
import { useOpenWorkspaces } from "./use-window-commands.ts";
import { windowsQuery, type Windows } from "./windows-query.ts";
import "./workspace-dialogs.css";

const isOpenOf = (state: AppState) => state.overlay === "workspace-open";

/** Opens another workspace: one of those that were opened before, or the one in a folder that is typed. */
export function OpenWorkspaceDialog() {
  const { store } = useApp();
  const isOpen = useAppState(isOpenOf);
  const windows = useQuery(windowsQuery).data;
  const close = (): void => store.getState().closeOverlay();
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={workspaceStrings.openTitle}
      size={560}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      {isOpen && windows !== undefined ? <OpenWorkspace recent={windows.recent} onClose={close} /> : null}
    </Modal>
  );
}

type OpenProps = { readonly recent: Windows["recent"]; readonly onClose: () => void };

function OpenWorkspace({ recent, onClose }: OpenProps) {
  const { open } = useOpenWorkspaces();
  const [folder, setFolder] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (chosen: string): Promise<void> => {
    setIsBusy(true);
    const isOpen = await open(chosen, setProblem);
    setIsBusy(false);
    if (isOpen) onClose();
  };
  return (
    <form
      className="workspace-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(folder);
      }}
    >
      <p className="dialog-text">{workspaceStrings.openLead}</p>
      <section aria-label={workspaceStrings.recent}>
        <h3 className="workspace-form-title">{workspaceStrings.recent}</h3>
        {recent.length === 0 ? (
          <p className="faint workspace-none">{workspaceStrings.noRecent}</p>
        ) : (
          <ul className="workspace-list">
            {recent.map((each) => (
              <RecentRow key={each.folder} {...each} onOpen={() => void submit(each.folder)} />
            ))}
          </ul>
        )}
      </section>
      <TextInput
        label={workspaceStrings.folder}
        description={workspaceStrings.folderNote}
        classNames={{ input: "mono" }}
        value={folder}
        onChange={(event) => {
          setFolder(event.currentTarget.value);
          setProblem(null);
        }}
        error={problem === null ? null : `${problem.message} ${problem.hint}`}
        data-autofocus
        autoComplete="off"
        spellCheck={false}
      />
      <div className="dialog-buttons">
        <Button onClick={onClose}>{uiStrings.cancel}</Button>
        <Button type="submit" variant="filled" loading={isBusy} disabled={folder.trim() === ""}>
          {workspaceStrings.open}
        </Button>
      </div>
    </form>
  );
}

type RowProps = Windows["recent"][number] & { readonly onOpen: () => void };

function RecentRow({ name, folder, onOpen }: RowProps) {
  const act = useAct();
  const { queries } = useApp();
  const forget = async (): Promise<void> => {
    const done = await act(async ({ windows }) => await windows.forget({ folder }), []);
    if (!done.ok) toastProblem(done.error);
    queries.retry(windowsQuery.key);
  };
  return (
    <li className="workspace-row">
      <div className="workspace-row-text" title={showHiddenSigns(folder)}>
        <span className="truncate">{name}</span>
        <span className="workspace-menu-place truncate">
          <ShownText text={folder} />
        </span>
      </div>
      <Button
        size="compact-sm"
        aria-label={workspaceStrings.forgetNamed(name)}
        variant="subtle"
        onClick={() => void forget()}
      >
        {workspaceStrings.forget}
      </Button>
      <Button size="compact-sm" aria-label={workspaceStrings.openNamed(name)} onClick={onOpen}>
        {workspaceStrings.open}
      </Button>
    </li>
  );
}
