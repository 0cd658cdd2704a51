import { Button, Checkbox } from "@mantine/core";
import type { ReactNode } from "react";
import { runStrings } from "#renderer/strings/run.ts";
import type { OpenDraft } from "./use-open-draft.ts";

type RunFootProps = {
  readonly draft: OpenDraft;
  readonly isRunning: boolean;
  readonly onStop: () => void;
  /** What else can be run, before the button that runs. */
  readonly children?: ReactNode;
};

/** Whether the open draft is laid over, and the button that runs, or ends what runs. */
export function RunFoot({ draft, isRunning, onStop, children }: RunFootProps) {
  return (
    <>
      {draft.resource === null ? null : (
        <Checkbox
          size="xs"
          label={runStrings.withDraft(draft.resource)}
          checked={draft.isLaidOver}
          onChange={(event) => draft.setLaidOver(event.currentTarget.checked)}
        />
      )}
      <div className="run-buttons">
        {isRunning ? (
          <>
            <output className="soft">{runStrings.waiting}</output>
            <Button onClick={onStop}>{runStrings.stop}</Button>
          </>
        ) : (
          <>
            {children}
            <Button type="submit" variant="filled">
              {runStrings.run}
            </Button>
          </>
        )}
      </div>
    </>
  );
}
