import { Button } from "@mantine/core";
import { useState } from "react";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { workspaceStrings } from "#renderer/strings/workspace.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { toastProblem } from "#renderer/ui/toast.tsx";
import { FolderForm } from "./folder-form.tsx";
import { OverlayDialog } from "./overlay-dialog.tsx";
import { useOpenWorkspaces } from "./use-window-commands.ts";
import { windowsQuery, type Windows } from "./windows-query.ts";
import "./workspace-dialogs.css";

/** Opens another workspace: one of those that were opened before, or the one in a folder that is typed. */
export function OpenWorkspaceDialog() {
  return (
    <OverlayDialog of="workspace-open" title={workspaceStrings.openTitle} size={560}>
      {(close) => <OpenWorkspace onClose={close} />}
    </OverlayDialog>
  );
}

function OpenWorkspace({ onClose }: { readonly onClose: () => void }) {
  const { open } = useOpenWorkspaces();
  const recent = useQuery(windowsQuery).data?.recent;
  const [opening, setOpening] = useState<string | null>(null);
  if (recent === undefined) return null;
  // What is refused of one that was opened before is no matter of what stands in the field.
  const openRecent = async (folder: string): Promise<void> => {
    setOpening(folder);
    const isOpen = await open(folder);
    setOpening(null);
    if (isOpen) onClose();
  };
  return (
    <FolderForm
      lead={workspaceStrings.openLead}
      folder=""
      note={workspaceStrings.folderNote}
      before={<Recent recent={recent} opening={opening} onOpen={(folder) => void openRecent(folder)} />}
      confirm={workspaceStrings.open}
      onSubmit={open}
      onClose={onClose}
    />
  );
}

type RecentProps = {
  readonly recent: Windows["recent"];
  /** The one that is being opened. */
  readonly opening: string | null;
  readonly onOpen: (folder: string) => void;
};

function Recent({ recent, opening, onOpen }: RecentProps) {
  return (
    <section aria-label={workspaceStrings.recent}>
      <h3 className="workspace-form-title">{workspaceStrings.recent}</h3>
      {recent.length === 0 ? (
        <p className="faint workspace-none">{workspaceStrings.noRecent}</p>
      ) : (
        <ul className="workspace-list">
          {recent.map((each) => (
            <RecentRow
              key={each.folder}
              {...each}
              isBusy={opening === each.folder}
              onOpen={() => onOpen(each.folder)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

type RowProps = Windows["recent"][number] & { readonly isBusy: boolean; readonly onOpen: () => void };

function RecentRow({ name, folder, isBusy, onOpen }: RowProps) {
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
      <Button
        size="compact-sm"
        loading={isBusy}
        aria-label={workspaceStrings.openNamed(name)}
        onClick={onOpen}
      >
        {workspaceStrings.open}
      </Button>
    </li>
  );
}
