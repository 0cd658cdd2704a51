import type { WorkspaceClient } from "#core/contract/contract.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { isUnblocked } from "#renderer/features/improve/session/tell-state.ts";

export type FollowedDecision = {
  readonly id: string;
  readonly session: string;
  /** The open proposal that this one was made from. */
  readonly origin: string | null;
  /** What an approval added; null for a refusal. */
  readonly commit: string | null;
};

/**
 * Lets a session go on that waited for a decision, unless somebody took the decision back, another one is still open,
 * or it does not wait. A variant that was approved stands for the proposal it was made from, which is rejected in its
 * favour. Answers whether the session went on.
 */
export async function followDecision(
  client: WorkspaceClient,
  { id, session, origin, commit }: FollowedDecision,
): Promise<boolean> {
  if (commit !== null) {
    if (await isUndone(client, commit)) return false;
    if (origin !== null) await rejectOrigin(client, origin, id);
  }
  const [document, proposals] = await Promise.all([
    client.sessions.show({ session }),
    client.proposals.list({ session }),
  ]);
  if (!isUnblocked(document, proposals)) return false;
  await client.sessions.resume({ session });
  return true;
}

async function isUndone(client: WorkspaceClient, commit: string): Promise<boolean> {
  const operations = await client.history.operations({ limit: 100 });
  return operations.some(({ after, isUndone: wasUndone }) => after === commit && wasUndone);
}

async function rejectOrigin(client: WorkspaceClient, origin: string, variant: string): Promise<void> {
  const { status } = await client.proposals.show({ id: origin });
  if (status !== "waiting") return;
  await client.proposals.reject({ id: origin, reason: reviewStrings.insteadOf(variant) });
}
