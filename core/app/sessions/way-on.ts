import { capUseOf, describeCapUse } from "#core/domain/cap-use.ts";
import { isOver, type Session } from "#core/domain/session.ts";
import { stateOf } from "./session-state.ts";

export type Standing = {
  readonly isRunning: boolean;
  /** The proposal that has to be decided first; null for none. */
  readonly waitsFor: string | null;
  /** Unix milliseconds at which it goes on by itself; null where it does not. */
  readonly goesOnAt: number | null;
};

/**
 * What to do so that a session goes on, in words that hold wherever they are read; null while it runs, where it
 * goes on by itself, and where it is over. A stop is kept with what happened alone: what to do about it hangs on how things stand when somebody asks [B17].
 */
export function wayOnOf(session: Session, { isRunning, waitsFor, goesOnAt }: Standing): string | null {
  if (isRunning || goesOnAt !== null || isOver(session)) return null;
  if (waitsFor !== null) return `Decide about proposal ${waitsFor}, then resume the session.`;
  if (session.stopped?.by === "cap" && stateOf(session, isRunning) === "stopped") {
    return `Raise the cap and resume: ${describeCapUse(session.config.caps, capUseOf(session))}. A cap counts over the whole session; everything finished is kept and paid only once.`;
  }
  if (session.stopped?.by === "error" && session.state === "stopped")
    return "Resume it once that is put right: everything finished is kept.";
  return "Resume it: everything finished is kept.";
}
