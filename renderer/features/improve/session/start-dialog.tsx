import { Modal } from "@mantine/core";
import type { SessionRow } from "#renderer/features/improve/common/improve-queries.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { branchesQuery, datasetsQuery, settingsQuery } from "#renderer/store/shared-queries.ts";
import { startStrings } from "#renderer/strings/improve.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { Ready } from "#renderer/ui/states.tsx";
import { StartForm } from "./start-form.tsx";

type StartDialogProps = {
  readonly isOpen: boolean;
  /** Newest first. */
  readonly sessions: readonly SessionRow[];
  readonly onClose: () => void;
};

/** What a session starts with; everything has a default that works. */
export function StartDialog({ isOpen, sessions, onClose }: StartDialogProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={startStrings.title}
      size={520}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      {isOpen ? <StartBody sessions={sessions} onClose={onClose} /> : null}
    </Modal>
  );
}

function StartBody({ sessions, onClose }: Omit<StartDialogProps, "isOpen">) {
  const { queries } = useApp();
  const branches = useQuery(branchesQuery);
  const datasets = useQuery(datasetsQuery);
  const settings = useQuery(settingsQuery);
  return (
    <Ready of={datasets} onRetry={() => queries.retry(datasetsQuery.key)}>
      {(sets) => (
        <Ready of={settings} onRetry={() => queries.retry(settingsQuery.key)}>
          {(defaults) => (
            <Ready of={branches} onRetry={() => queries.retry(branchesQuery.key)}>
              {(known) => (
                <StartForm
                  branches={known}
                  datasets={sets.filter(({ isArchived }) => !isArchived)}
                  settings={defaults}
                  sessions={sessions}
                  onClose={onClose}
                />
              )}
            </Ready>
          )}
        </Ready>
      )}
    </Ready>
  );
}
