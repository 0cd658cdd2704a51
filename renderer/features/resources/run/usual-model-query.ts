import type { JsonObject } from "#core/base/json.ts";
import { contentAs } from "#core/domain/content/content.ts";
import { usableNames } from "#renderer/store/choose-default.ts";
import type { Query } from "#renderer/store/queries.ts";
import { topicsAt } from "#renderer/store/shared-queries.ts";

/** The model of the first agent that has a prompt, which is whom the host asks where none is named; null where none has it. */
export function usualModelQuery(prompt: string, at: string): Query<string | null> {
  return {
    key: `resources.usual-model ${prompt} ${at}`,
    topics: topicsAt(at),
    read: async (client) => {
      const agents = await client.resources.list({ at, kind: "agent" });
      for (const name of usableNames(agents)) {
        const { content } = await client.resources.show({ resource: `agent/${name}`, at });
        const agent = contentAs("agent", content as JsonObject);
        if (agent.prompt === prompt) return `${agent.model.provider}/${agent.model.name}`;
      }
      return null;
    },
  };
}
