import type { TraceRowDocument } from "#core/contract/traces.ts";
import type { Closure } from "#core/domain/closure.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { findSystemStates, stateAt, type SystemLine, type SystemState } from "#core/domain/system-states.ts";
import type { SystemTime } from "#core/store/trace-search.ts";
import type { Store } from "#core/store/store.ts";

type RanOn = TraceRowDocument["ranOn"];
type Known = { readonly heads: string; readonly states: Map<string, readonly SystemState[]> };

/** Lists are read again and again while something runs: what was found of a system holds as long as no head moves. */
const kept = new WeakMap<Store, Known>();

/**
 * Tells of each of these systems where a run of it stood: in the state of a commit that was there when it began, else as
 * the candidate of a proposal. Neither is known of a candidate that was not assessed yet.
 */
export function findRanOn(
  store: Store,
  systems: ReadonlySet<string>,
): (system: string, startedAt: number) => RanOn {
  const states = readStates(store, systems);
  const proposals = new Map<string, string | null>();
  const candidateOf = (system: string): string | null => {
    if (!proposals.has(system)) proposals.set(system, store.runResults.candidateOf(system));
    return proposals.get(system) ?? null;
  };
  return (system, startedAt) => {
    const commit = stateAt(states.get(system) ?? [], startedAt);
    return { commit, proposal: commit === null ? candidateOf(system) : null };
  };
}

/** The systems that runs of this commit's state were of, each with the time in which it was that state. */
export function systemsOn(store: Store, commit: string): readonly SystemTime[] {
  const states = readStates(store, new Set(store.runs.closures()));
  return [...states].flatMap(([closure, each]) =>
    each.flatMap(({ commit: id, at }, place) =>
      id === commit ? [{ closure, from: at, until: each[place + 1]?.at ?? null }] : [],
    ),
  );
}

function readStates(store: Store, systems: ReadonlySet<string>): Known["states"] {
  const tips = store.refs.branches().map(({ commit }) => commit);
  const heads = tips.join(" ");
  const latest = kept.get(store);
  const known =
    latest?.heads === heads ? latest : { heads, states: new Map<string, readonly SystemState[]>() };
  kept.set(store, known);
  const unknown = [...systems].filter((system) => !known.states.has(system));
  if (unknown.length === 0) return known.states;
  const closures = unknown.flatMap((system): readonly (readonly [string, Closure])[] => {
    const closure = store.runs.closure(system);
    return closure === null ? [] : [[system, closure]];
  });
  const resources = new Set(closures.flatMap(([, { versions }]) => Object.keys(versions) as ResourceKey[]));
  const found = tips.map((head) => findSystemStates(changesOn(store, head, resources), new Map(closures)));
  for (const [system] of closures) {
    known.states.set(system, inOrder(found.flatMap((states) => states.get(system) ?? [])));
  }
  return known.states;
}

/** By time, each commit once: what branches have in common is on the line of each. */
function inOrder(states: readonly SystemState[]): readonly SystemState[] {
  return [...new Map(states.map((state) => [state.commit, state])).values()].toSorted((a, b) => a.at - b.at);
}

/** What happened to the resources from the first commit to the head of a branch: what else did is none of their systems' business. */
function changesOn(store: Store, head: string, resources: ReadonlySet<ResourceKey>): SystemLine {
  const changes = [...resources].flatMap((resource) =>
    store.commits.changesOf(head, resource).map((change) => ({ ...change, resource })),
  );
  // A commit stands or falls as a whole: between two of its changes nothing was ever in force.
  const commits = Map.groupBy(changes, ({ generation }) => generation);
  return [...commits]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([, own]) => {
      const [first] = own;
      if (first === undefined) return [];
      const { commit: id, at } = first;
      return { id, at, changes: own.map(({ resource, version }) => ({ resource, to: version })) };
    });
}
