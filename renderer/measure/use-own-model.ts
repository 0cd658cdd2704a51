import type { AgentContent } from "#core/domain/content/agent.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import type { Query } from "#renderer/store/queries.ts";
import { resourceAtQuery } from "#renderer/store/shared-queries.ts";
import type { MeasureChoice } from "./measure-queries.ts";

/** The model that an agent names itself, at a commit; null before it is read. */
export function useOwnModel({ agent, at }: Pick<MeasureChoice, "agent" | "at">): string | null {
  const query: Query<{ readonly content: unknown }> = resourceAtQuery(`agent/${agent}`, at);
  const content = useQuery(query).data?.content;
  if (content === undefined) return null;
  // The host's answer passed the schema of its kind when it was committed.
  const { provider, name } = (content as AgentContent).model;
  return `${provider}/${name}`;
}
