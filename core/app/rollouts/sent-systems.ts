import type { SystemContent } from "#core/domain/rollout.ts";
import type { ToWorker } from "./messages.ts";

/** A session compares two; several run side by side. */
const MOST_SYSTEMS = 16;

/** Which systems a thread has: each goes over once, and those least lately asked for are forgotten there. */
export type SentSystems = { readonly send: (system: SystemContent) => void };

export function createSentSystems(send: (message: ToWorker) => void): SentSystems {
  const sent = new Set<string>();
  return {
    send: (system) => {
      const { closureId } = system;
      if (!sent.delete(closureId)) send({ type: "system", system });
      // Re-inserted, so that the order is that of last use.
      sent.add(closureId);
      const [oldest] = sent;
      if (sent.size <= MOST_SYSTEMS || oldest === undefined) return;
      sent.delete(oldest);
      send({ type: "forget", closure: oldest });
    },
  };
}
