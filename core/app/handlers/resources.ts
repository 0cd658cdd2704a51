import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import { assertDefined } from "#core/base/assert.ts";
import { interfaceOf } from "#core/domain/interface-diff.ts";
import { splitResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import { variablesOf } from "#core/domain/variable.ts";
import { commitView } from "#core/resources/commit.ts";
import { applyEdits } from "#core/resources/edits.ts";
import { viewAtCommit, type FoundResource, type ResourceView } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";
import { toWrite, toRead } from "#core/app/context.ts";
import { resourcesContract } from "#core/contract/resources.ts";
import { toIso } from "#core/app/documents/documents.ts";
import { refuseUnbuildable } from "#core/resources/refuse-unbuildable.ts";
import { toDone } from "./history.ts";
import { branchNamed, commitNamed } from "./named-commit.ts";

const os = toWrite(resourcesContract);
const reads = toRead(resourcesContract);

export const resourcesHandlers = {
  list: reads.list.handler(({ input, context: { store } }) => {
    const at = commitNamed(store, input.at);
    const view = viewAtCommit(store, at);
    return view.list(input.kind).map((key) => toSummary(store, at, view.get(key)));
  }),
  show: reads.show.handler(({ input, context: { store } }) => {
    const at = commitNamed(store, input.at);
    const view = viewAtCommit(store, at);
    const found = view.get(input.resource);
    return {
      ...toSummary(store, at, found),
      content: found.resource.content as Json, // It has a canonical form ([R2]); its types leave some fields open.
      variables: variablesOf(found.resource).map((variable) => ({
        ...variable,
        locked: [...variable.locked],
      })),
      dependents: [...view.dependents(input.resource)],
    };
  }),
  versions: reads.versions.handler(({ input, context: { store } }) =>
    store.commits.versionsUpTo(commitNamed(store, input.at), input.resource).map(({ at, ...version }) => ({
      ...version,
      at: toIso(at),
    })),
  ),
  retrieve: reads.retrieve.handler(({ input, context: { store } }) => {
    const head = store.headBranch.commit();
    const view = viewAtCommit(store, head);
    return retrieve(store, view, input).map((found) => toSummary(store, head, found));
  }),
  setVariables: os.setVariables.handler(async ({ input, context }) => {
    const { store, caller, clock, countTokens } = context;
    // Named once: while it is built here, somebody may have the workspace show another branch.
    const branch = branchNamed(store, input.branch);
    const base = store.refs.headOf(branch);
    const at = clock.now();
    const edit = { type: "set-variables", resource: input.resource, values: input.values } as const;
    const request = { store, author: caller.kind, at, countTokens };
    const before = viewAtCommit(store, base);
    refuseOverwriting(before.get(input.resource), input.base);
    const after = applyEdits(before, [edit], request);
    await refuseUnbuildable(context.runtime.build, after.get(input.resource));
    const { message } = input;
    const operation = { kind: "edit", label: message } as const;
    return toDone(commitView(store, after, { branch, base, author: caller, at, message, operation }));
  }),
  contract: reads.contract.handler(({ input, context: { store } }) => {
    const at = commitNamed(store, input.at);
    const view = viewAtCommit(store, at);
    return view.list().map((key) => toContractEntry(store, at, view.get(key)));
  }),
};

/** Values are written whole: over another version than the one that was read, they would take its changes back. */
export function refuseOverwriting({ key, version }: FoundResource, read: string | undefined): void {
  if (read === undefined || read === version) return;
  throw new AppError("head-moved", `${key} was changed by another commit since it was opened.`, {
    hint: "Review your text against the present version, then commit again.",
  });
}

/** The search covers every version ever; only those in force at head count. */
function retrieve(
  store: Store,
  view: ResourceView,
  query: { readonly query: string; readonly limit: number },
) {
  const inForce = new Map([...view.state].map(([key, entry]) => [entry.version, key]));
  return store.versions
    .search(query.query, 10_000)
    .map((version) => inForce.get(version))
    .filter((key): key is ResourceKey => key !== undefined)
    .slice(0, query.limit)
    .map((key) => view.get(key));
}

function toSummary(store: Store, at: string, found: FoundResource) {
  const { kind, name } = splitResourceKey(found.key);
  return {
    kind,
    name,
    version: found.version,
    label: assertDefined(store.commits.labelAt(at, found.key), `the label of ${found.key}`) as string,
    state: found.lifecycle,
    description: found.resource.content.description,
  };
}

function toContractEntry(store: Store, at: string, found: FoundResource) {
  const { label, state, description } = toSummary(store, at, found);
  const actions = [...interfaceOf(found.resource).actions].map(([name, action]) => ({
    name,
    inputs: [...action.inputs].map(([input, { schema, isRequired }]) => ({
      name: input,
      required: isRequired,
      schema,
    })),
    output: action.output,
  }));
  return { resource: found.key, label, state, description, actions, constraints: constraintsOf(found) };
}

function constraintsOf(found: FoundResource): string[] {
  return variablesOf(found.resource).flatMap(({ pointer, learnable, maxTokens, locked }) => [
    ...(learnable ? [`${pointer} is learnable`] : []),
    ...(maxTokens === null ? [] : [`${pointer} holds at most ${maxTokens} tokens`]),
    ...locked.map((text) => `${pointer} keeps ${JSON.stringify(text as Json)}`),
  ]);
}
