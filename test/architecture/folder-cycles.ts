import { posix } from "node:path";

/**
 * Folders of a tree that need each other, each pair once, as "one ⇄ other"; empty where files can be read folder by
 * folder. `edges` are "from -> to", as the cruised tree has them. A folder and the ones in it are different folders.
 */
export function findFolderCycles(edges: readonly string[], tree: string): readonly string[] {
  const imports = new Map<string, Set<string>>();
  for (const [from = "", to = ""] of edges.map((edge) => edge.split(" -> "))) {
    const [folder, other] = [posix.dirname(from), posix.dirname(to)];
    if (folder === other || !from.startsWith(`${tree}/`) || !to.startsWith(`${tree}/`)) continue;
    imports.set(folder, (imports.get(folder) ?? new Set()).add(other));
  }
  const reached = new Map([...imports.keys()].map((folder) => [folder, reachFrom(folder, imports)]));
  return [...imports]
    .flatMap(([folder, others]) => [...others].map((other) => [folder, other] as const))
    .filter(([folder, other]) => reached.get(other)?.has(folder) === true)
    .map((pair) => pair.toSorted().join(" ⇄ "))
    .filter((pair, at, all) => all.indexOf(pair) === at)
    .toSorted();
}

function reachFrom(
  folder: string,
  imports: ReadonlyMap<string, ReadonlySet<string>>,
  seen = new Set<string>(),
): ReadonlySet<string> {
  for (const other of imports.get(folder) ?? []) {
    if (seen.has(other)) continue;
    seen.add(other);
    reachFrom(other, imports, seen);
  }
  return seen;
}
