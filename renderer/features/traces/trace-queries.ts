import { useEffect } from "react";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { SpanDetailDocument, TimelineDocument } from "#core/contract/traces.ts";
import { useApp } from "#renderer/store/app-context.ts";
import type { Query } from "#renderer/store/queries.ts";
import { nameFilter, type TraceFilter } from "./trace-filter.ts";

export type FoundTraces = Awaited<ReturnType<WorkspaceClient["traces"]["find"]>>;

export function tracesQuery(filter: TraceFilter, limit: number): Query<FoundTraces> {
  const { split, ...wanted } = filter;
  return {
    key: `traces.find/${limit}/${nameFilter(filter)}`,
    topics: ["runs"],
    read: async (client) =>
      await client.traces.find({ ...wanted, limit, ...(split === "all" ? {} : { split }) }),
  };
}

export function timelineQuery(trace: string): Query<TimelineDocument> {
  return {
    key: `traces.timeline/${trace}`,
    // A finished trace never changes; one that runs is asked for again by whoever looks at it.
    topics: [],
    read: async (client) => await client.traces.timeline({ trace }),
  };
}

export function spanQuery(trace: string, span: string): Query<SpanDetailDocument> {
  return {
    key: `traces.span/${trace}/${span}`,
    topics: [],
    read: async (client) => await client.traces.span({ trace, span }),
  };
}

/** Reads an answer again and again while something runs that no event tells of. */
export function usePolling(key: string, { isOn, everyMs }: { isOn: boolean; everyMs: number }): void {
  const { queries } = useApp();
  useEffect(() => {
    if (!isOn) return undefined;
    const timer = setInterval(() => queries.retry(key), everyMs);
    return () => clearInterval(timer);
  }, [queries, key, isOn, everyMs]);
}
