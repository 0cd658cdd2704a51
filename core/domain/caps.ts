import { AppError } from "#core/base/app-error.ts";
import type { CapChanges, SessionConfig } from "./session.ts";

/** A cap of nothing leaves nothing to do: it is refused before a session is made of it. Throws budget-exhausted. */
export function refuseEmptyCaps(caps: CapChanges): void {
  const empty = Object.entries(caps).find(([, cap]) => cap === 0);
  if (empty === undefined) return;
  throw new AppError("budget-exhausted", `${empty[0]} is 0, so not a single model call could be made.`, {
    hint: "Raise the cap, or leave it out.",
  });
}

/** The caps after a change of some: one that is not named goes on binding, one that is null does not. */
export function changeCaps(caps: SessionConfig["caps"], changes: CapChanges): SessionConfig["caps"] {
  const named = Object.entries(changes).filter(([, cap]) => cap !== undefined);
  const merged = Object.entries({ ...caps, ...Object.fromEntries(named) });
  return Object.fromEntries(merged.filter(([, cap]) => cap !== null));
}
