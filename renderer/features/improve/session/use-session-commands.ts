import { useCommands } from "#renderer/navigation/use-commands.ts";
import type { Session } from "#renderer/features/improve/common/improve-queries.ts";
import { improveStrings, sessionStrings } from "#renderer/strings/improve.ts";
import { findWayOn, mayResume } from "#renderer/features/improve/common/tell-state.ts";
import type { SessionActions } from "./use-session-actions.ts";

/** A session's actions in the palette; they have buttons on screen and need no keys of their own. */
export function useSessionCommands(session: Session, waitsFor: string | null, actions: SessionActions): void {
  const isRunning = session.state === "running";
  const mayGoOn = mayResume(session);
  const wayOn = findWayOn(session, waitsFor);
  const group = improveStrings.groupSession;
  const rows = [
    { id: "pause", title: sessionStrings.pause, isDisabled: !isRunning, run: actions.pause },
    { id: "step", title: sessionStrings.step, isDisabled: wayOn !== "resume", run: actions.step },
    {
      id: "resume",
      title: wayOn === "raise-caps" ? sessionStrings.resumeMore : sessionStrings.resume,
      isDisabled: wayOn === null,
      run: () => (wayOn === "raise-caps" ? actions.open("caps") : actions.resume()),
    },
    {
      id: "resume-other",
      title: sessionStrings.resumeOther,
      isDisabled: wayOn !== "resume",
      run: () => actions.open("caps"),
    },
    {
      id: "hint",
      title: sessionStrings.hint,
      isDisabled: !isRunning && !mayGoOn,
      run: () => actions.open("hint"),
    },
    {
      id: "stop",
      title: sessionStrings.stop,
      isDisabled: !isRunning && !mayGoOn,
      run: () => actions.open("stop"),
    },
  ];
  useCommands(
    "session",
    rows.map((row) => ({ ...row, id: `session-${row.id}`, group })),
  );
}
