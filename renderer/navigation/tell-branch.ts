import type { Branches } from "#renderer/store/shared-queries.ts";
import { branchStrings } from "#renderer/strings/branches.ts";

/** What runs and what waits on a branch, for whoever chooses one; empty where nothing does. */
export function tellBranch({ session, waiting }: Pick<Branches[number], "session" | "waiting">): string {
  return [
    ...(session === null ? [] : [branchStrings.runs(session)]),
    ...(waiting === 0 ? [] : [branchStrings.waiting(waiting)]),
  ].join(", ");
}
