import type { SettingsDocument } from "#core/contract/settings.ts";
import type { Query } from "#renderer/store/queries.ts";

export const settingsQuery: Query<SettingsDocument> = {
  key: "settings.read",
  // No event tells of them; a start of a session is a good moment to look at the file again.
  topics: ["sessions"],
  read: async (client) => await client.settings.read(),
};
