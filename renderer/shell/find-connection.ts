import type { ConnectionDocument } from "#core/contract/connections.ts";

/** What somebody may come to a connection for. */
export type ConnectionTask = "try" | "trust" | "key" | "forget";

/** Whether it is there to be done, in the order in which it is worth doing. */
const FITS: Readonly<Record<ConnectionTask, ReadonlyArray<(connection: ConnectionDocument) => boolean>>> = {
  try: [isOwn, hasKey, () => true],
  trust: [waitsForTrust],
  key: [(each) => isOwn(each) && lacksKey(each), lacksKey],
  forget: [({ learned }) => learned.length > 0],
};

/** The name of the connection that somebody comes to for that, or null where it can be done to none. */
export function findConnection(
  task: ConnectionTask,
  connections: readonly ConnectionDocument[],
): string | null {
  for (const fits of FITS[task]) {
    const found = connections.find(fits);
    if (found !== undefined) return found.name;
  }
  return null;
}

function isOwn({ declared, isStandIn }: ConnectionDocument): boolean {
  return declared !== null && !isStandIn;
}

function hasKey({ keys }: ConnectionDocument): boolean {
  return keys.some(({ origin }) => origin !== "none");
}

function lacksKey({ keys, isStandIn }: ConnectionDocument): boolean {
  return !isStandIn && keys.some(({ origin }) => origin === "none");
}

function waitsForTrust({ problem, baseUrl, keys, headers }: ConnectionDocument): boolean {
  if (problem?.code === "connection-untrusted") return true;
  const named = [...keys, ...headers.flatMap(({ key }) => key ?? [])];
  return baseUrl !== null && named.some(({ origin, isTrusted }) => origin !== "none" && !isTrusted);
}
