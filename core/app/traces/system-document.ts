import type { TimelineDocument } from "#core/contract/traces.ts";
import type { Closure } from "#core/domain/closure.ts";
import { isStandIn } from "#core/domain/model-provider.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import type { VersionInForce } from "#core/store/history.ts";
import type { Store } from "#core/store/store.ts";
import { textOf } from "#core/domain/spans/facts.ts";

/**
 * The system that a run was of: its model, and each version in force with the commit that brought it in. `at`: the head,
 * which may have others in force by now.
 */
export function toSystemDocument(
  store: Store,
  records: ReadonlyArray<Pick<SpanRecord, "attributes">>,
  at: string,
): TimelineDocument["system"] {
  const attributes = records[0]?.attributes ?? {};
  const id = textOf(attributes[AUTOGENESIS.closure]);
  const closure = id === null ? null : (store.runs.closure(id) ?? parseClosure(attributes));
  if (id === null || closure === null) return null;
  const head = viewAtCommit(store, at);
  const tips = tipsFrom(store, at);
  return {
    closure: id,
    model: closure.model.name,
    isSimulated: isStandIn(closure.model.provider),
    versions: Object.entries(closure.versions).map(([written, version]) => {
      const resource = written as ResourceKey;
      const change = findBrought(store, tips, { resource, version });
      return {
        resource,
        version,
        label: change?.label ?? null,
        commit: change?.commit ?? null,
        isAtHead: head.state.get(resource)?.version === version,
      };
    }),
  };
}

/** A run that is still going has not been written yet; its root span carries the closure whole. */
function parseClosure(attributes: SpanRecord["attributes"]): Closure | null {
  const body = textOf(attributes[AUTOGENESIS.closureBody]);
  return body === null ? null : (JSON.parse(body) as Closure);
}

/** The head, then the newest commits of the other branches: what is in head's history is told of there. */
function tipsFrom(store: Store, head: string): ReadonlySet<string> {
  return new Set([head, ...store.refs.branches().map(({ commit }) => commit)]);
}

/** Where a version came in last, in the first of these histories that has it; by index, however long they are. */
function findBrought(
  store: Store,
  tips: Iterable<string>,
  { resource, version }: { readonly resource: ResourceKey; readonly version: string },
): VersionInForce | null {
  for (const tip of tips) {
    const found = store.commits.broughtIn(tip, resource, version);
    if (found !== null) return found;
  }
  return null;
}
