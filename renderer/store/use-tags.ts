import { useQuery } from "./app-context.ts";
import { tagsQuery, type Tags } from "./shared-queries.ts";

const NONE: Tags = [];

/** The tags there are; none before they are read. */
export function useTags(): Tags {
  return useQuery(tagsQuery).data ?? NONE;
}
