import { useBranches } from "#renderer/store/use-branches.ts";
import { hrefTo } from "./route.ts";

/** Leads to a resource as a branch has it: at the head that is shown, or at that of the other branch. */
export function useResourceHref(branch: string): (resource: string) => string {
  const found = useBranches().find(({ name }) => name === branch);
  const at = found === undefined || found.isCurrent ? undefined : found.head;
  return (resource) => hrefTo("resources", resource.split("/"), { at });
}
