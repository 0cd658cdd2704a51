import { AppError } from "#core/base/app-error.ts";
import { getAt, jsonEquals, replaceAt, type Json } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { ResourceContent } from "#core/domain/content/content.ts";
import type { Proposal, ProposedResource } from "#core/domain/proposal.ts";
import { nameVariable } from "#core/domain/name-variable.ts";
import { variablesOf, type Variable } from "#core/domain/variable.ts";
import { applyEdits, checkEdits, type Edit, type EditContext } from "#core/resources/edits.ts";
import { viewAtCommit, type ResourceView } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";
import { changesOf, createProposal } from "./create-proposal.ts";
import { moveProposal } from "./decide.ts";

/** Whether the head of its branch has moved on in what the proposal itself changes: its versions would take back the newer change. */
export function isOvertaken(store: Store, { branch, changes }: Proposal): boolean {
  const head = viewAtCommit(store, store.refs.headOf(branch));
  return changes.some(({ resource, from }) => head.find(resource)?.version !== from);
}

/**
 * Why the proposal's change does not fit on the present head, for people; null where it can be assessed there. It says
 * before anything is tried what `carryOver` would refuse [P11].
 */
export function findObstacle(proposal: Proposal, context: Omit<EditContext, "author">): string | null {
  const { store } = context;
  if (!isOvertaken(store, proposal)) return null;
  const head = viewAtCommit(store, store.refs.headOf(proposal.branch));
  const planned: Edit[] = [];
  for (const change of proposal.changes) {
    const values = planEdit(store, { change, head });
    if (!values.ok) return values.error;
    planned.push({ type: "set-variables", resource: change.resource, values: values.value });
  }
  if (planned.every((edit) => isInForce(head, edit))) return THERE_ALREADY;
  try {
    checkEdits(head, planned, { ...context, author: proposal.author.kind });
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
  const edits = proposal.changes.map((change) => toEdit(store, { proposal, change, head }));
  const candidate = applyEdits(head, edits, { ...context, author: author.kind });
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

type Carried = {
  readonly proposal: Proposal;
  readonly change: ProposedResource;
  readonly head: ResourceView;
};

function toEdit(store: Store, { proposal, change, head }: Carried): Edit {
  const { resource } = change;
  const planned = planEdit(store, { change, head });
  if (!planned.ok) throw overtaken(proposal, planned.error);
  return { type: "set-variables", resource, values: planned.value };
}

type Values = Extract<Edit, { readonly type: "set-variables" }>["values"];

/** The variables that the change sets, or why they cannot be set on the head as it is. */
function planEdit(store: Store, { change, head }: Omit<Carried, "proposal">): Result<Values, string> {
  const { resource, from, to } = change;
  const before = store.versions.get(from).content;
  const values = changedVariables(before, store.versions.get(to).content);
  if (values === null) return err(`it changes more of ${resource} than variables`);
  const found = head.find(resource);
  if (found === null) return err(`${resource} is not there any more`);
  const now = found.resource.content as Json;
  // What was changed to the same is no conflict: there is nothing left to do.
  const isChanged = ({ pointer, value }: Variable): boolean =>
    ![getAt(before.content as Json, pointer), value].some((each) => jsonEquals(each, getAt(now, pointer)));
  const taken = values.filter(isChanged).map(({ pointer }) => nameVariable(before.content as Json, pointer));
  if (taken.length > 0) return err(`${resource} was changed in ${taken.join(", ")} since`);
  return ok(values.map(({ pointer, value }) => ({ pointer, value })));
}

/** The variables that differ, or null where something else does. */
function changedVariables(before: ResourceContent, after: ResourceContent): readonly Variable[] | null {
  const was = new Map(variablesOf(before).map(({ pointer, value }) => [pointer, value]));
  const changed = variablesOf(after).filter(({ pointer, value }) => !jsonEquals(was.get(pointer), value));
  if (changed.some(({ pointer }) => !was.has(pointer))) return null;
  const redone = changed.reduce<Json>(
    (content, { pointer, value }) => replaceAt(content, pointer, value),
    before.content as Json,
  );
  return jsonEquals(redone, after.content as Json) ? changed : null;
}

function overtaken({ id }: Proposal, why: string): AppError {
  return new AppError("proposal-state", `Proposal ${id} does not carry over to the present head: ${why}.`, {
    hint: "Edit it on the present head, or reject it.",
  });
}
