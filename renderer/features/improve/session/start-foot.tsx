import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { SettingsDocument } from "#core/contract/settings.ts";
import { hasPaceFault } from "#renderer/features/improve/common/pace-draft.ts";
import type { SessionRow } from "#renderer/features/improve/common/improve-queries.ts";
import type { Datasets } from "#renderer/store/shared-queries.ts";
import { sessionStrings, startStrings } from "#renderer/strings/improve.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { isCountOfIterations, type StartDraft } from "./start-draft.ts";
import { StartForecast } from "./start-forecast.tsx";
import "./start-foot.css";

type StartFootProps = {
  readonly draft: StartDraft;
  /** Undefined where there is none to start on. */
  readonly dataset: Datasets[number] | undefined;
  readonly settings: SettingsDocument;
  readonly sessions: readonly SessionRow[];
  /** The session that runs on the branch already; null for none. */
  readonly busy: string | null;
  readonly isStarting: boolean;
  readonly onClose: () => void;
  /** What has to be answered first. */
  readonly children: ReactNode;
};

/** What the session comes to, what stands against it, and the button that begins it. */
export function StartFoot(props: StartFootProps) {
  const { draft, dataset, settings, sessions, busy, isStarting, onClose, children } = props;
  return (
    <div className="start-foot">
      {dataset === undefined ? (
        <p className="start-warning">{startStrings.noDataset}</p>
      ) : (
        <StartForecast draft={draft} dataset={dataset} sessions={sessions} settings={settings} />
      )}
      {busy === null ? null : <p className="start-warning">{sessionStrings.otherRuns(busy, draft.branch)}</p>}
      {children}
      <div className="dialog-buttons">
        <Button onClick={onClose}>{uiStrings.cancel}</Button>
        <Button
          type="submit"
          variant="filled"
          loading={isStarting}
          disabled={
            busy !== null ||
            dataset === undefined ||
            draft.agent === "" ||
            !isCountOfIterations(draft.iterations) ||
            hasPaceFault(draft.pace)
          }
        >
          {startStrings.start}
        </Button>
      </div>
    </div>
  );
}
