import type { Session, SessionRow } from "./improve-queries.ts";
import { sessionStrings } from "#renderer/strings/improve.ts";

/** In which of the window's meanings a session's state is drawn. */
type Tone = "running" | "waiting" | "neutral" | "bad" | "undecided" | "good";
export type Told = { readonly meaning: Tone; readonly text: string };

/** As lists tell it: a cap, a stall or a person never reads as "completed" there either. */
export function markSession({ state, stoppedBy }: Pick<SessionRow, "state" | "stoppedBy">): Told {
  return tellState({ state, stopped: stoppedBy === null ? null : { by: stoppedBy, detail: "" } });
}

const TONES: Readonly<Record<SessionRow["state"], Tone>> = {
  running: "running",
  waiting: "waiting",
  paused: "undecided",
  interrupted: "bad",
  stopped: "neutral",
};

/** What ended it, by name: a cap, a stall or a person never reads as "completed". */
export function tellState({ state, stopped }: Pick<Session, "state" | "stopped">): Told {
  if (state !== "stopped" || stopped === null)
    return { meaning: TONES[state], text: sessionStrings.states[state] };
  const { by } = stopped;
  const meaning = by === "iterations" || by === "converged" ? "good" : by === "error" ? "bad" : "undecided";
  return { meaning, text: sessionStrings.stoppedBy[by] };
}

/** Whether a reason only repeats the word for the state: "paused", "Paused." */
export function saysNoMore(state: string, reason: string): boolean {
  return state.toLowerCase().includes(reason.toLowerCase().replace(/\.$/, ""));
}

/** Whether pressing on is possible: what ran out of iterations, converged, stalled or was stopped is over for good. */
export function mayResume({ state, stopped }: Pick<Session, "state" | "stopped">): boolean {
  if (state === "running") return false;
  if (state !== "stopped") return true;
  return stopped?.by === "cap" || stopped?.by === "error";
}

/** How a session that does not run goes on; null where it cannot, or where a decision has to come first. */
export function findWayOn(
  session: Pick<Session, "state" | "stopped">,
  waitsFor: string | null,
): "resume" | "raise-caps" | null {
  if (!mayResume(session) || waitsFor !== null) return null;
  // With the cap that ended it, it would end again at once.
  return session.state === "stopped" && session.stopped?.by === "cap" ? "raise-caps" : "resume";
}
