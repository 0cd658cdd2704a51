import type { TimelineDocument } from "#core/contract/traces.ts";
import type { Closure } from "#core/domain/closure.ts";
import { isStandIn } from "#core/domain/model-provider.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";
import { viewAtCommit } from "#core/resources/view.ts";
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
  const brought = changesByVersion(store, at);
  return {
    closure: id,
    model: closure.model.name,
    isSimulated: isStandIn(closure.model.provider),
    versions: Object.entries(closure.versions).map(([written, version]) => {
      const resource = written as ResourceKey;
      const change = brought.get(version);
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

/** Of each version in the history of any branch, where it came in last; what is in head's history is told of there. */
function changesByVersion(
  store: Store,
  head: string,
): ReadonlyMap<string, { readonly label: string; readonly commit: string }> {
  const tips = new Set(store.refs.branches().map(({ commit }) => commit));
  tips.delete(head);
  const histories = [...tips, head].map((tip) =>
    store.commits.history(tip, Number.MAX_SAFE_INTEGER).toReversed(),
  );
  return new Map(
    histories
      .flat()
      .flatMap(({ id, changes }) => changes.map(({ to, label }) => [to, { label, commit: id }] as const)),
  );
}
