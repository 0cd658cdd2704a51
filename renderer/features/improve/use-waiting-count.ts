import { useQuery } from "#renderer/store/app-context.ts";
import { proposalsQuery } from "#renderer/store/shared-queries.ts";

/** Proposals that wait for a decision: the rail's count. */
export function useWaitingCount(): number {
  return (useQuery(proposalsQuery).data ?? []).filter(({ status }) => status === "waiting").length;
}
