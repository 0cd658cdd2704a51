import { AppError } from "#core/base/app-error.ts";
import type { ResourceContent } from "#core/domain/content/content.ts";
import type { Lookup } from "#core/domain/fit.ts";
import { isUsable, type Lifecycle } from "#core/domain/lifecycle.ts";
import { splitResourceKey, type ResourceKey, type ResourceKind } from "#core/domain/resource.ts";
import type { State } from "#core/domain/state.ts";
import type { Store } from "#core/store/store.ts";
import type { VersionDraft } from "#core/store/versions.ts";

/** Every resource as it stands at one state: a commit's, or a candidate's that was never committed. */
export type ResourceView = {
  readonly state: State;
  readonly find: (key: ResourceKey) => FoundResource | null;
  /** As `find`; throws resource-missing. */
  readonly get: (key: ResourceKey) => FoundResource;
  readonly list: (kind?: ResourceKind) => readonly ResourceKey[];
  /** As `list`, without what was retired or failed: what is chosen from. */
  readonly listUsable: (kind?: ResourceKind) => readonly ResourceKey[];
  /** The resources that name this one directly and are not archived. */
  readonly dependents: (key: ResourceKey) => readonly ResourceKey[];
  readonly lookup: Lookup;
};

export type FoundResource = {
  readonly key: ResourceKey;
  readonly version: string;
  readonly lifecycle: Lifecycle;
  readonly resource: ResourceContent;
};

type Drafts = ReadonlyMap<string, VersionDraft>;

/** `drafts` are versions of it, by id, that the store may not have yet. */
export function createView(
  store: Pick<Store, "versions" | "dependents">,
  state: State,
  drafts: Drafts = new Map(),
): ResourceView {
  const contentOf = (version: string): ResourceContent =>
    (drafts.get(version) ?? store.versions.get(version)).content;
  const find = (key: ResourceKey): FoundResource | null => {
    const entry = state.get(key);
    if (entry === undefined) return null;
    return { key, ...entry, resource: contentOf(entry.version) };
  };
  const list = (kind?: ResourceKind): readonly ResourceKey[] =>
    [...state.keys()].filter((key) => kind === undefined || splitResourceKey(key).kind === kind);
  return {
    state,
    find,
    get: (key) => {
      const found = find(key);
      if (found !== null) return found;
      throw new AppError("resource-missing", `There is no resource ${key} at this commit.`, {
        hint: "Check its name; it may be at another commit.",
        way: "list-resources",
      });
    },
    list,
    listUsable: (kind) => list(kind).filter((key) => isUsable(state.get(key)?.lifecycle ?? "archived")),
    dependents: (key) => store.dependents.of(state, key, contentOf),
    lookup: find,
  };
}

export function viewAtCommit(store: Store, commit: string): ResourceView {
  return createView(store, store.states.get(store.commits.get(commit).state));
}
