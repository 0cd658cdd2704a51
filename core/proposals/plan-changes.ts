import { getAt, jsonEquals, replaceAt, type Json } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { ResourceContent } from "#core/domain/content/content.ts";
import { stepBetween } from "#core/domain/lifecycle.ts";
import { nameVariable } from "#core/domain/name-variable.ts";
import type { Proposal, ProposedResource } from "#core/domain/proposal.ts";
import { variablesOf, type Variable } from "#core/domain/variable.ts";
import type { Edit } from "#core/resources/edits.ts";
import { viewAtCommit, type FoundResource, type ResourceView } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";

type Planned = Result<readonly Edit[], string>;
type Proposed = Pick<Proposal, "base" | "changes">;

/** The edits that make a proposal's change of another head than its base, or in a sentence why there are none. */
export function planChanges(store: Store, proposal: Proposed, head: ResourceView): Planned {
  const base = viewAtCommit(store, proposal.base);
  const planned = proposal.changes.map((change) => planChange(store, change, { base, head }));
  const failed = planned.find((each) => !each.ok);
  return failed ?? ok(planned.flatMap((each) => (each.ok ? each.value : [])));
}

/**
 * The same of what is no change of variables alone: what comes in, moves along its lifecycle or changes otherwise stands or
 * falls with the whole, also where of the variables only some are taken.
 */
export function planWhole(store: Store, { base, changes }: Proposed, head: ResourceView): Planned {
  const isWhole = ({ from, to, lifecycle }: ProposedResource): boolean => {
    if (from === null || lifecycle !== undefined) return true;
    return changedVariables(store.versions.get(from).content, store.versions.get(to).content) === null;
  };
  return planChanges(store, { base, changes: changes.filter(isWhole) }, head);
}

type Between = { readonly base: ResourceView; readonly head: ResourceView };

function planChange(store: Store, change: ProposedResource, { base, head }: Between): Planned {
  const { resource, from, to } = change;
  const now = head.find(resource);
  if (from === null) return planArrival(store, change, now);
  if (now === null) return err(`${resource} is not there any more`);
  const step = planStep(change, { stood: base.get(resource), now });
  if (!step.ok || from === to) return step;
  const content = planContent(store, { ...change, from }, now);
  return content.ok ? ok(orderStep(step.value, content.value)) : content;
}

/** What comes in is brought in as it was proposed, unless another has its name by now [P17]. */
function planArrival(store: Store, change: ProposedResource, now: FoundResource | null): Planned {
  const { resource, to, lifecycle = "active" } = change;
  if (now === null) {
    const { content } = store.versions.get(to).content;
    const steps = lifecycle === "active" ? [] : [stepBetween("active", lifecycle)];
    if (steps.includes(null)) return err(`${resource} cannot come in ${lifecycle}`);
    return ok([
      { type: "register", resource, content },
      { type: "step", resource, step: "build" },
      ...steps.flatMap((step) => (step === null ? [] : [{ type: "step" as const, resource, step }])),
    ]);
  }
  return now.version === to && now.lifecycle === lifecycle
    ? ok([])
    : err(`there is another ${resource} by now`);
}

type Stood = { readonly stood: FoundResource; readonly now: FoundResource };

function planStep({ resource, lifecycle }: ProposedResource, { stood, now }: Stood): Planned {
  if (lifecycle === undefined || now.lifecycle === lifecycle) return ok([]);
  const step = stepBetween(now.lifecycle, lifecycle);
  if (now.lifecycle !== stood.lifecycle || step === null)
    return err(`${resource} is ${now.lifecycle} by now, and was ${stood.lifecycle}`);
  return ok([{ type: "step", resource, step }]);
}

/** What is archived is changed after it was reactivated, and what is retired before it is. */
function orderStep(steps: readonly Edit[], content: readonly Edit[]): readonly Edit[] {
  const isBack = steps.some((edit) => edit.type === "step" && edit.step === "reactivate");
  return isBack ? [...steps, ...content] : [...content, ...steps];
}

type Revised = ProposedResource & { readonly from: string };

/** The variables that it sets; where it changes more than those, the whole, if the head has not changed it. */
function planContent(store: Store, { resource, from, to }: Revised, now: FoundResource): Planned {
  const before = store.versions.get(from).content;
  const after = store.versions.get(to).content;
  const changed = changedVariables(before, after);
  if (changed === null) {
    if (now.version === to) return ok([]);
    if (now.version === from) return ok([{ type: "update", resource, content: after.content }]);
    return err(`it changes more of ${resource} than variables`);
  }
  const head = now.resource.content as Json;
  // What was changed to the same is no conflict: there is nothing left to do.
  const isChanged = ({ pointer, value }: Variable): boolean =>
    ![getAt(before.content as Json, pointer), value].some((each) => jsonEquals(each, getAt(head, pointer)));
  const taken = changed.filter(isChanged).map(({ pointer }) => nameVariable(before.content as Json, pointer));
  if (taken.length > 0) return err(`${resource} was changed in ${taken.join(", ")} since`);
  const values = changed.map(({ pointer, value }) => ({ pointer, value }));
  return ok([{ type: "set-variables", resource, values }]);
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
