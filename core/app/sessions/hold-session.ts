import { AppError } from "#core/base/app-error.ts";

/** Sessions with an assessment by hand under way: one at a time in each, and its loop stands still meanwhile. */
export type HeldSessions = {
  /** Throws session-busy while an assessment by hand of the session is under way. */
  readonly refuseHeld: (session: string) => void;
  /** Holds the session until the work is done. Throws session-busy where it is held already. */
  readonly hold: <T>(session: string, proposal: string, work: () => Promise<T>) => Promise<T>;
};

export function createHeldSessions(): HeldSessions {
  /** Session → the proposal that is being assessed. */
  const held = new Map<string, string>();
  const refuseHeld = (session: string): void => {
    const proposal = held.get(session);
    if (proposal === undefined) return;
    throw new AppError("session-busy", `Proposal ${proposal} of session ${session} is being assessed.`, {
      hint: "Wait until that is done, or stop it: the session's tests are made one after another.",
    });
  };
  return {
    refuseHeld,
    hold: async (session, proposal, work) => {
      refuseHeld(session);
      held.set(session, proposal);
      try {
        return await work();
      } finally {
        held.delete(session);
      }
    },
  };
}
