import { useState } from "react";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { CapChanges } from "#core/domain/session.ts";
import { useAct } from "#renderer/store/use-act.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import { sessionStrings } from "#renderer/strings/improve.ts";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";

export type SessionDialog = "hint" | "stop" | "caps";

export type SessionActions = {
  /** Something was asked for and not answered yet. */
  readonly isBusy: boolean;
  readonly pause: () => void;
  readonly step: () => void;
  /** `workers`: in how many threads runs are made this time. */
  readonly resume: (changes?: ResumeChanges) => void;
  /** A resume that was refused because nobody knows what the model costs, and how to answer it. */
  readonly price: {
    readonly problem: Problem | null;
    readonly allow: () => void;
    readonly leave: () => void;
  };
  readonly stop: () => void;
  /** The gate decides on the evidence there is. */
  readonly endAssessment: () => void;
  readonly hint: (text: string) => Promise<boolean>;
  readonly dialog: SessionDialog | null;
  readonly open: (dialog: SessionDialog) => void;
  readonly close: () => void;
};

type ResumeChanges = { readonly caps?: CapChanges; readonly workers?: number };
type Resuming = ResumeChanges & { readonly unknownPrice?: "allow" };
type Refused = { readonly problem: Problem; readonly asked: Resuming };

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
  const [refused, setRefused] = useState<Refused | null>(null);
  const resume = async (asked: Resuming): Promise<void> => {
    setIsBusy(true);
    const done = await act(
      async (client) => await client.sessions.resume({ session, ...asked }),
      ["sessions", "proposals"],
    );
    setIsBusy(false);
    // What it was asked with stays on screen until it is taken.
    if (done.ok) setDialog(null);
    else if (done.error.code === "price-unknown" && asked.unknownPrice === undefined)
      setRefused({ problem: done.error, asked });
    else toastProblem(done.error);
  };
  return {
    isBusy,
    pause: () => void ask(async (sessions) => await sessions.pause({ session })),
    step: () => void ask(async (sessions) => await sessions.step({ session })),
    resume: (changes = {}) => void resume(changes),
    price: {
      problem: refused?.problem ?? null,
      allow: () => void (refused === null ? undefined : resume({ ...refused.asked, unknownPrice: "allow" })),
      leave: () => {
        setRefused(null);
        setDialog(null);
      },
    },
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
