import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { SpanDetailDocument, TimelineDocument } from "#core/contract/traces.ts";
import type { Query } from "#renderer/store/queries.ts";

export type TraceFilter = { readonly text: string; readonly hasErrors: boolean };
export type FoundTraces = Awaited<ReturnType<WorkspaceClient["traces"]["find"]>>;

export function tracesQuery(filter: TraceFilter, limit: number): Query<FoundTraces> {
  const { text, hasErrors } = filter;
  return {
    key: `traces.find/${limit}/${hasErrors ? "errors" : "all"}/${text}`,
    topics: ["runs"],
    read: async (client) => await client.traces.find({ text, hasErrors, limit }),
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

/** Which trace is asked about, and whether it still ran when that was last known. */
export type TraceState = Pick<TimelineDocument, "trace" | "isOpen">;

/** What was read while the trace ran is no answer once it is over: the two have different names. */
function nameReading({ trace, isOpen }: TraceState): string {
  return isOpen ? `${trace}/so-far` : trace;
}

export function spanQuery(state: TraceState, span: string): Query<SpanDetailDocument> {
  const { trace } = state;
  return {
    key: `traces.span/${nameReading(state)}/${span}`,
    topics: [],
    read: async (client) => await client.traces.span({ trace, span }),
  };
}

export function searchQuery(state: TraceState, text: string): Query<readonly number[]> {
  const { trace } = state;
  return {
    key: `traces.search/${nameReading(state)}/${text}`,
    topics: [],
    read: async (client) => (text === "" ? [] : (await client.traces.search({ trace, text })).rows),
  };
}
