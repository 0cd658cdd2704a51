import type { DecisionEntry } from "#core/domain/decision-entry.ts";
import type { Session } from "#core/domain/session.ts";
import type { Store } from "#core/store/store.ts";
import { turnOf } from "./bring-to-head.ts";
import { findAnswer } from "./journal-answer.ts";
import { decideStep } from "./operators/decide.ts";

/**
 * The decisions of a session in order, as far as it has come: by iteration, and in each by candidate. Throws
 * journal-unreadable.
 */
export function decisionsOf(store: Store, session: Session): readonly DecisionEntry[] {
  const iterations = Array.from({ length: session.iteration }, (_, index) => index + 1);
  return iterations.flatMap((iteration) => decisionsIn(store, session.id, iteration));
}

function decisionsIn(store: Store, session: string, iteration: number): readonly DecisionEntry[] {
  const entries: DecisionEntry[] = [];
  for (let place = 1; ; place += 1) {
    const decided = findAnswer(store, session, decideStep({ iteration, place }));
    if (decided !== undefined) entries.push(decided.entry);
    // One that was given up when its turn came was not decided about, and others may stand behind it.
    else if (turnOf(store, session, { iteration, place })?.candidate.kind !== "no-candidate") return entries;
  }
}
