import { join } from "node:path";
import { assertDefined } from "#core/base/assert.ts";
import type { Json } from "#core/base/json.ts";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import { openWorkspace } from "#core/app/workspace/workspace.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { diffJson } from "#core/domain/json-diff.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { diffStates } from "#core/domain/state.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { WorkspaceStore } from "#core/store/store.ts";
import { commitUnchecked, seedPrompts } from "./our-commits.ts";
import type { PromptChange } from "./prompts.ts";

export type OurHistory = {
  readonly store: WorkspaceStore;
  /** The contract as a window or a command line calls it, in this process. */
  readonly client: WorkspaceClient;
  readonly databasePath: string;
  readonly head: string;
  /** The commit so many steps before head. */
  readonly before: (steps: number) => string;
  readonly close: () => Promise<void>;
};

/** A workspace whose history is one commit per change. */
export async function makeOurHistory(folder: string, changes: readonly PromptChange[]): Promise<OurHistory> {
  const path = join(folder, "workspace");
  const first = await initWorkspace(path, { from: "empty" });
  const reportBug = (error: unknown): void => console.error(error);
  const opened = openWorkspace({ folder: path, host: "bench", reportBug, secrets: { find: () => null } });
  const workspace = assertDefined(opened, "a workspace that nobody else holds");
  const { store } = workspace.contextFor(workspace.person);
  seedPrompts(store, first);
  const commits = changes.map((change) => commitUnchecked(store, change).id);
  return {
    store,
    client: workspace.client,
    databasePath: workspacePaths(path).database,
    head: store.headBranch.commit(),
    before: (steps) => assertDefined(commits.at(-1 - steps), `the commit ${steps} before head`),
    close: workspace.close,
  };
}

/** The texts of every version that the resource had on the way to a commit. */
export function readVersions(store: WorkspaceStore, from: string, key: ResourceKey): readonly unknown[] {
  return store.commits
    .history(from, Number.MAX_SAFE_INTEGER)
    .flatMap(({ changes }) => changes.filter(({ resource }) => resource === key))
    .map(({ to }) => store.versions.get(to).content);
}

/** Every resource at a commit, with its content. */
export function readState(store: WorkspaceStore, commit: string): readonly unknown[] {
  const view = viewAtCommit(store, commit);
  return view.list().map((key) => view.get(key).resource);
}

/** Where two commits differ, leaf by leaf, as the contract's diff finds it. */
export function readDiff(store: WorkspaceStore, from: string, to: string): readonly unknown[] {
  const stateOf = (commit: string) => store.states.get(store.commits.get(commit).state);
  const contentOf = (version: string) => store.versions.get(version).content.content as Json;
  return diffStates(stateOf(from), stateOf(to)).map(({ from: before, to: after }) =>
    diffJson(
      before === null ? undefined : contentOf(before.version),
      after === null ? undefined : contentOf(after.version),
    ),
  );
}
