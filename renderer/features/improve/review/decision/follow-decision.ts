import type { WorkspaceClient } from "#core/contract/contract.ts";
import { isUnblocked } from "#renderer/features/improve/common/tell-state.ts";

export type FollowedDecision = {
  readonly session: string;
  /** What an approval added; null for a refusal. */
  readonly commit: string | null;
};

/**
 * Lets a session go on that waited for a decision, unless somebody took the decision back, another one is still open,
 * or it does not wait. Answers whether the session went on.
 */
export async function followDecision(
  client: WorkspaceClient,
  { session, commit }: FollowedDecision,
): Promise<boolean> {
  if (commit !== null && (await isUndone(client, commit))) return false;
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
