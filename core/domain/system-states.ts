import type { Closure } from "./closure.ts";
import type { Change, Commit } from "./commit.ts";
import type { ResourceKey } from "./resource.ts";

/** A commit since which a system is in force. */
export type SystemState = { readonly commit: string; readonly at: number };

/** Commits with what they changed of the resources of systems. */
export type SystemLine = ReadonlyArray<
  Pick<Commit, "id" | "at"> & { readonly changes: ReadonlyArray<Pick<Change, "resource" | "to">> }
>;

/**
 * Of each system, by its id, the commits that put all its versions in force where they were not before, oldest first.
 * `line` is a line of first parents, oldest first, so that its changes add up to its states.
 */
export function findSystemStates(
  line: SystemLine,
  systems: ReadonlyMap<string, Pick<Closure, "versions">>,
): ReadonlyMap<string, readonly SystemState[]> {
  const found = new Map<string, SystemState[]>([...systems.keys()].map((id) => [id, []]));
  const users = usersOf(systems);
  const inForce = new Map<ResourceKey, string>();
  const missing = new Map([...systems].map(([id, { versions }]) => [id, Object.keys(versions).length]));
  const count = (system: string, by: number): number => {
    const left = (missing.get(system) ?? 0) + by;
    missing.set(system, left);
    return left;
  };
  for (const { id, at, changes } of line) {
    const gained = new Set<string>();
    for (const { resource, to } of changes) {
      const before = inForce.get(resource);
      if (before === to) continue;
      inForce.set(resource, to);
      for (const system of users.get(`${resource}@${before}`) ?? []) count(system, 1);
      for (const system of users.get(`${resource}@${to}`) ?? []) {
        count(system, -1);
        gained.add(system);
      }
    }
    for (const system of gained) if (missing.get(system) === 0) found.get(system)?.push({ commit: id, at });
  }
  return found;
}

/** Which systems have a version of a resource, so that a commit looks only at those it concerns. */
function usersOf(
  systems: ReadonlyMap<string, Pick<Closure, "versions">>,
): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const [system, { versions }] of systems) {
    for (const [resource, version] of Object.entries(versions)) {
      const key = `${resource}@${version}`;
      const known = users.get(key);
      if (known === undefined) users.set(key, [system]);
      else known.push(system);
    }
  }
  return users;
}

/** The state that a run began in: the newest of a system's by then, or null where it was in force only later, or never. */
export function stateAt(states: readonly SystemState[], startedAt: number): string | null {
  return states.findLast(({ at }) => at <= startedAt)?.commit ?? null;
}
