import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { Answer, Query } from "#renderer/store/queries.ts";

export type Windows = Answer<WorkspaceClient["windows"]["read"]>;

/** What the program around this window can open. */
export const windowsQuery: Query<Windows> = {
  key: "windows.read",
  // No event tells of what other windows open; whoever shows the list reads it again.
  topics: [],
  read: async (client) => await client.windows.read(),
};
