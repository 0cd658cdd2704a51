import { useEffect } from "react";
import type { ConnectionDocument } from "#core/contract/connections.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import type { Snapshot } from "#renderer/ui/snapshot.ts";
import { connectionsQuery } from "./model-queries.ts";

/**
 * The connections as they are when somebody looks: read again where the component comes on screen, and when `place`
 * changes, because no event tells of a file that was changed by hand or of another program's change.
 */
export function useConnectionsNow(place = ""): Snapshot<readonly ConnectionDocument[]> {
  const { queries } = useApp();
  const connections = useQuery(connectionsQuery);
  useEffect(() => queries.retry(connectionsQuery.key), [queries, place]);
  return connections;
}
