import { hashJson } from "#core/base/hash.ts";
import type { Closure } from "#core/domain/closure.ts";
import { dependenciesOf } from "#core/domain/dependencies.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { Store } from "#core/store/store.ts";

/**
 * What a measurement is of: an agent with everything it uses, by version. Commits that differ in nothing of it hold the
 * same system, whatever else they changed, and so does one that goes back to it.
 */
export function systemOfClosure({ agent, versions }: Pick<Closure, "agent" | "versions">): string {
  return hashJson({ agent, versions });
}

/** Commits never change, so an answer holds for good. */
const known = new WeakMap<Store, Map<string, string | null>>();

/** The system that an agent was at a commit; null where it, or something it uses, was not there or not in use. */
export function systemAt(store: Store, commit: string, agent: ResourceKey): string | null {
  const answers = known.get(store) ?? new Map<string, string | null>();
  known.set(store, answers);
  const key = `${commit} ${agent}`;
  const answer = answers.get(key);
  if (answer !== undefined) return answer;
  const found = readSystem(store, commit, agent);
  answers.set(key, found);
  return found;
}

/**
 * The system that an agent was at every commit, in the order in which they were written. Only commits that touch what any
 * version of the agent ever used are looked at; all others hold what their first parent does.
 */
export function listSystems(
  store: Store,
  agent: ResourceKey,
): ReadonlyArray<{ readonly commit: string; readonly system: string | null }> {
  const uses = store.commits
    .versionsEver(agent)
    .flatMap((version) => dependenciesOf(store.versions.get(version).content));
  const touched = store.commits.touching(new Set([agent, ...uses]));
  const systems = new Map<string, string | null>();
  for (const { id, parent } of store.commits.steps()) {
    const carried = parent === null || touched.has(id) ? undefined : systems.get(parent);
    systems.set(id, carried === undefined ? systemAt(store, id, agent) : carried);
  }
  return [...systems].map(([commit, system]) => ({ commit, system }));
}

function readSystem(store: Store, commit: string, agent: ResourceKey): string | null {
  const { state } = store.commits.get(commit);
  const own = versionIn(store, state, agent);
  if (own === null) return null;
  const uses = dependenciesOf(store.versions.get(own).content);
  const parts = [...new Set(uses)].map((key) => [key, versionIn(store, state, key)] as const);
  if (parts.some(([, version]) => version === null)) return null;
  return systemOfClosure({
    agent,
    versions: Object.fromEntries([[agent, own], ...parts]) as Closure["versions"],
  });
}

function versionIn(store: Store, state: string, key: ResourceKey): string | null {
  const entry = store.states.entry(state, key);
  return entry === null || entry.lifecycle === "archived" ? null : entry.version;
}
