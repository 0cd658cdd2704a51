import type { WorkspaceClient } from "#core/contract/contract.ts";

/**
 * How the window stands to its host. `refused`: the host is there but does not know this window any more, and only a
 * fresh address helps; `gone`: its workspace was deleted. Everything else mends itself.
 */
export type ConnectionState = "connecting" | "open" | "lost" | "refused" | "gone";

/** What carries the contract. The renderer never learns which host it has: it gets one of these. */
export interface Transport {
  /** Stays the same over reconnections; a call made while there is no connection waits for one. */
  readonly client: WorkspaceClient;
  readonly state: () => ConnectionState;
  /** Tells of every change from now on; the answer ends it. */
  readonly onState: (listener: (state: ConnectionState) => void) => () => void;
  readonly close: () => void;
}
