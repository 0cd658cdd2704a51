import type { Json } from "#core/base/json.ts";
import { assertDefined } from "#core/base/assert.ts";
import { splitResourceKey } from "#core/domain/resource.ts";
import { variablesOf } from "#core/domain/variable.ts";
import { viewAtCommit, type FoundResource } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";
import { toWrite, toRead, type AppContext } from "#core/app/context.ts";
import { resourcesContract } from "#core/contract/resources.ts";
import { listContract } from "#core/app/documents/contract.ts";
import { writeContract } from "#core/app/documents/contract-text.ts";
import { readResourceState } from "#core/app/documents/resource-state.ts";
import { toIso, toSpendDocument } from "#core/app/documents/documents.ts";
import { branchNamed, commitNamed } from "./named-commit.ts";
import { NEVER } from "#core/app/never-aborted.ts";

const os = toWrite(resourcesContract);
const reads = toRead(resourcesContract);

/** What only reads is not made to load what changes, nor what searches by a model. */
const loadChange = async () => (await import("#core/app/registry/change.ts")).changeRegistry;

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
  state: reads.state.handler(async ({ input: { resource, at, run }, context }) =>
    readResourceState(context, { resource, commit: commitNamed(context.store, at), run }),
  ),
  versions: reads.versions.handler(({ input, context: { store } }) =>
    store.commits.versionsUpTo(commitNamed(store, input.at), input.resource).map(({ at, ...version }) => ({
      ...version,
      at: toIso(at),
    })),
  ),
  retrieve: os.retrieve.handler(async ({ input, context, signal = NEVER }) => {
    const commit = context.store.headBranch.commit();
    const view = viewAtCommit(context.store, commit);
    const { searchResources } = await import("#core/app/registry/search-resources.ts");
    const { found, spend, ...search } = await searchResources(context, { ...input, commit, signal });
    return {
      ...search,
      found: found.map(({ resource, score }) => ({
        ...toSummary(context.store, commit, view.get(resource)),
        score,
      })),
      spend: toSpendDocument(spend),
    };
  }),
  setVariables: os.setVariables.handler(async ({ input, context }) => {
    const { branch, resource, values, message, base } = input;
    const read = base === undefined ? {} : { [resource]: base };
    const edits = [{ type: "set-variables" as const, resource, values }];
    const asked = { branch: branchNamed(context.store, branch), edits, read, message, as: "commit" as const };
    const changeRegistry = await loadChange();
    const { commit, head, done } = await changeRegistry(context, asked);
    return { ...(commit === undefined ? {} : { commit }), head, done };
  }),
  change: os.change.handler(async ({ input, context }) => {
    const asked = onBranch(context, input);
    return (await loadChange())(context, asked);
  }),
  previewChange: os.previewChange.handler(async ({ input, context }) => {
    const asked = onBranch(context, input);
    const { previewChange } = await import("#core/app/registry/preview-change.ts");
    return previewChange(context, asked);
  }),
  contract: reads.contract.handler(({ input, context: { store } }) =>
    listContract(store, commitNamed(store, input.at)),
  ),
  contractText: reads.contractText.handler(({ input, context: { store } }) => {
    const commit = commitNamed(store, input.at);
    const entries = listContract(store, commit);
    return { commit, resources: entries.length, text: writeContract(entries, commit) };
  }),
};

/** Named once, before anything is waited for: meanwhile somebody may have the workspace show another branch. */
function onBranch<T extends { readonly branch?: string | undefined }>({ store }: AppContext, asked: T) {
  return { ...asked, branch: branchNamed(store, asked.branch) };
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
