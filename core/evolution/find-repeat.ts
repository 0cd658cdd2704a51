import { describeStatus, type Proposal } from "#core/domain/proposal.ts";
import { changeHash } from "#core/proposals/create-proposal.ts";
import { findNearDuplicate, NEARLY_THE_SAME, type NearDuplicate } from "#core/proposals/near-duplicate.ts";
import type { SessionContext } from "./session-line.ts";

/** Why a change is not filed, for people; or what it is nearly the same as, where it is filed all the same. */
export type Repeat = { readonly refused: string } | { readonly near: NearDuplicate | null };

/** Whether a change was tried before: the same is never paid for again, nearly the same as the session has it. */
export function findRepeat(context: SessionContext, changes: Proposal["changes"]): Repeat {
  const twin = findTwin(context, changeHash(changes));
  if (twin !== null) return { refused: wordTwin(twin) };
  const { branch, config } = context.session;
  const { nearDuplicates } = config;
  const threshold = nearDuplicates?.threshold ?? NEARLY_THE_SAME;
  const near = findNearDuplicate(context.line.store, { id: null, branch, changes, origin: null }, threshold);
  if (near === null || nearDuplicates?.action !== "skip") return { near };
  const status = describeStatus(near.status);
  return { refused: `It is nearly the same as proposal ${near.proposal}, which is ${status}.` };
}

/** An earlier proposal of this session that made the same change of the same versions. */
function findTwin({ line, session }: SessionContext, hash: string): Proposal | null {
  return line.store.proposals.ofSession(session.id).find((each) => each.changeHash === hash) ?? null;
}

/** Of several candidates of one iteration two may come to the same. */
function wordTwin({ id, status }: Proposal): string {
  if (status === "draft") return `Proposal ${id} is the same change.`;
  return `Proposal ${id} was the same change, and did not make it.`;
}
