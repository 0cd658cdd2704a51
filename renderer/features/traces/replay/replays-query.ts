import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { Query } from "#renderer/store/queries.ts";

/** The replays of a run, newest first; none of what is no run. */
export function replaysQuery(
  run: string | null,
): Query<Awaited<ReturnType<WorkspaceClient["replays"]["list"]>>> {
  return {
    key: `replays.list/${run ?? ""}`,
    topics: ["runs"],
    read: async (client) => (run === null ? [] : await client.replays.list({ run })),
  };
}
