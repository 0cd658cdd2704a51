import { useQuery } from "./app-context.ts";
import { branchesQuery, type Branches } from "./shared-queries.ts";

/** The branches there are; none before they are read. Where there is one, nobody needs to be told of branches. */
export function useBranches(): Branches {
  return useQuery(branchesQuery).data ?? [];
}

/** The branch that the workspace shows; null before it is read. */
export function useShownBranch(): string | null {
  return useBranches().find(({ isCurrent }) => isCurrent)?.name ?? null;
}

/** Whether there are several, so that it has to be said which one is meant. */
export function useHasBranches(): boolean {
  return useBranches().length > 1;
}
