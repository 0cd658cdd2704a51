import type { TracesAsked } from "#core/contract/traces.ts";
import type { Store } from "#core/store/store.ts";
import type { TraceFilter } from "#core/store/trace-search.ts";
import { systemsOn } from "./ran-on.ts";

type Asked = Omit<TracesAsked, "commit"> & { readonly commit: string | null };

/** What is asked for as the store looks for it; the commit by its id [T44]. */
export function toFilter(store: Store, { commit, since, until, ...rest }: Asked): TraceFilter {
  return {
    ...rest,
    ...(commit === null ? {} : { systems: systemsOn(store, commit) }),
    ...(since === undefined ? {} : { since: Date.parse(since) }),
    ...(until === undefined ? {} : { until: Date.parse(until) }),
  };
}
