import { useState } from "react";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { CapChanges } from "#core/domain/session.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { sessionStrings } from "#renderer/strings/improve.ts";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";

export type SessionDialog = "hint" | "stop" | "caps";

export type SessionActions = {
  /** Something was asked for and not answered yet. */
  readonly isBusy: boolean;
  readonly pause: () => void;
  readonly step: () => void;
  readonly resume: (caps?: CapChanges) => void;
  readonly stop: () => void;
  /** The gate decides on the evidence there is. */
  readonly endAssessment: () => void;
  readonly hint: (text: string) => Promise<boolean>;
  readonly dialog: SessionDialog | null;
  readonly open: (dialog: SessionDialog) => void;
  readonly close: () => void;
};

/** What a person can do to a session. */
export function useSessionActions(session: string): SessionActions {
  const act = useAct();
  const [isBusy, setIsBusy] = useState(false);
  const [dialog, setDialog] = useState<SessionDialog | null>(null);
  const ask = async (
    change: (sessions: WorkspaceClient["sessions"]) => Promise<unknown>,
  ): Promise<boolean> => {
    setIsBusy(true);
    const done = await act(async (client) => await change(client.sessions), ["sessions", "proposals"]);
    setIsBusy(false);
    if (!done.ok) toastProblem(done.error);
    return done.ok;
  };
  return {
    isBusy,
    pause: () => void ask(async (sessions) => await sessions.pause({ session })),
    step: () => void ask(async (sessions) => await sessions.step({ session })),
    resume: (caps) =>
      void ask(
        async (sessions) => await sessions.resume(caps === undefined ? { session } : { session, caps }),
      ),
    stop: () => void ask(async (sessions) => await sessions.stop({ session })),
    endAssessment: () => void ask(async (sessions) => await sessions.endAssessment({ session })),
    hint: async (text) => {
      const isDone = await ask(async (sessions) => await sessions.hint({ session, text }));
      if (isDone) toastDone(sessionStrings.hintSent);
      return isDone;
    },
    dialog,
    open: setDialog,
    close: () => setDialog(null),
  };
}
