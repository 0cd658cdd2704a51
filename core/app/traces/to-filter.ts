import type { TracesAsked } from "#core/contract/traces.ts";
import type { WorkspaceStore } from "#core/store/store.ts";
import type { TraceFilter } from "#core/store/trace-search.ts";
import { resolveCommit } from "#core/resources/resolve-commit.ts";
import { systemsOn } from "./ran-on.ts";

/** What is asked for as the store looks for it [T44]. Throws as `resolveCommit`. */
export function toFilter(store: WorkspaceStore, asked: TracesAsked): TraceFilter {
  const { commit, since, until, ...rest } = asked;
  const named = commit === undefined ? null : resolveCommit(store, commit, store.headBranch.commit());
  return {
    ...rest,
    ...(named === null ? {} : { systems: systemsOn(store, named) }),
    ...(since === undefined ? {} : { since: Date.parse(since) }),
    ...(until === undefined ? {} : { until: Date.parse(until) }),
  };
}
