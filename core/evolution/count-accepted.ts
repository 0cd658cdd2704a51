import type { Store } from "#core/store/store.ts";

/** Proposals of a session that are committed, whoever made and whoever approved them: the key of rollout seeds. */
export function countAccepted(store: Store, session: string): number {
  return store.proposals.ofSession(session).filter(({ status }) => status === "approved").length;
}
