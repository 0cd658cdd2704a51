import { AppError } from "#core/base/app-error.ts";
import { getAt, jsonEquals, type Json } from "#core/base/json.ts";
import type { Proposal } from "#core/domain/proposal.ts";
import { applyEdits, checkEdits, type Edit, type EditContext } from "#core/resources/edits.ts";
import { viewAtCommit, type ResourceView } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";
import { changesOf, createProposal } from "./create-proposal.ts";
import { moveProposal } from "./decide.ts";
import { planChanges } from "./plan-changes.ts";
import { movedOn } from "./staleness.ts";

/** Whether the head of its branch has moved on in what the proposal itself changes. */
export function isOvertaken(store: Store, proposal: Proposal): boolean {
  return movedOn(store, proposal).length > 0;
}

/**
 * Why the proposal's change does not fit on the present head, for people; null where it can be assessed there. It says
 * before anything is tried what `carryOver` would refuse [P11].
 */
export function findObstacle(proposal: Proposal, context: Omit<EditContext, "author">): string | null {
  const { store } = context;
  if (!isOvertaken(store, proposal)) return null;
  const head = viewAtCommit(store, store.refs.headOf(proposal.branch));
  const planned = planChanges(store, proposal, head);
  if (!planned.ok) return planned.error;
  if (planned.value.every((edit) => isInForce(head, edit))) return THERE_ALREADY;
  try {
    checkEdits(head, planned.value, { ...context, author: proposal.author.kind });
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

const THERE_ALREADY = "what it proposes is there already";

function isInForce(head: ResourceView, edit: Edit): boolean {
  if (edit.type !== "set-variables") return false;
  const now = head.get(edit.resource).resource.content as Json;
  return edit.values.every(({ pointer, value }) => jsonEquals(getAt(now, pointer), value));
}

/**
 * The same change of the same places on the present head, as a draft that supersedes the proposal. Throws
 * proposal-state where the head changed those places too, and whatever forbids the change there.
 */
export function carryOver(proposal: Proposal, context: Omit<EditContext, "author">): Proposal {
  const { store, at } = context;
  const { session, iteration, author, branch, summary, hypotheses, id: origin } = proposal;
  const base = store.refs.headOf(branch);
  const head = viewAtCommit(store, base);
  const planned = planChanges(store, proposal, head);
  if (!planned.ok) throw overtaken(proposal, planned.error);
  const candidate = applyEdits(head, planned.value, { ...context, author: author.kind });
  if (changesOf(store, base, candidate).length === 0) {
    throw overtaken(proposal, THERE_ALREADY);
  }
  return store.durable(() => {
    moveProposal(store, proposal, { to: "superseded", at });
    return createProposal(store, {
      ...{ session, iteration, author, branch, summary, hypotheses, origin },
      ...{ base, candidate, at },
    });
  });
}

/** The refusal of a change that does not fit on the present head. */
export function overtaken({ id }: Proposal, why: string): AppError {
  return new AppError("proposal-state", `Proposal ${id} does not carry over to the present head: ${why}.`, {
    hint: "Edit it on the present head, or reject it.",
  });
}
