import type { Proposal } from "#core/domain/proposal.ts";
import { tryJournal } from "#core/evolution/journal-answer.ts";
import { observationsOf } from "#core/evolution/observations.ts";
import type { Store } from "#core/store/store.ts";

/** Where a span that a hypothesis cites is to be found: its trace, and the train item that was run. */
export type Citation = { readonly span: string; readonly trace: string; readonly item: string };

/**
 * What a proposal's hypotheses cite, by span. They cite the root spans of train runs that the same iteration looked at,
 * and which those were stands in the session's journal; what is not there, or cannot be read, is
 * left out: a proposal is decided about all the same.
 */
export function findCitations(store: Store, proposal: Proposal): ReadonlyMap<string, Citation> {
  const { session, iteration, hypotheses } = proposal;
  const wanted = new Set(hypotheses.flatMap(({ spans }) => spans));
  if (session === null || wanted.size === 0) return new Map();
  const observed = tryJournal(() => observationsOf(store, session, iteration).flat());
  const found = (observed.ok ? observed.value : []).flatMap(
    ({ item, run }): readonly (readonly [string, Citation])[] => {
      const trace = store.runs.find(run)?.trace;
      const span = trace === undefined ? undefined : rootOf(store, trace);
      if (trace === undefined || span === undefined || !wanted.has(span)) return [];
      return [[span, { span, trace, item }]];
    },
  );
  return new Map(found);
}

/** A trace that is whole keeps its root: to find it takes reading all of it, and a proposal is looked at again and again. */
const roots = new WeakMap<Store, Map<string, string>>();
const MOST_ROOTS = 10_000;

function rootOf(store: Store, trace: string): string | undefined {
  const known = roots.get(store) ?? new Map<string, string>();
  roots.set(store, known);
  const found = known.get(trace) ?? store.traces.spans(trace)[0]?.span;
  if (found === undefined || known.has(trace) || !store.traces.isComplete(trace)) return found;
  if (known.size >= MOST_ROOTS) known.clear();
  known.set(trace, found);
  return found;
}
