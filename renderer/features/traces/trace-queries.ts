import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { SpanDetailDocument, TimelineDocument } from "#core/contract/traces.ts";
import type { Query } from "#renderer/store/queries.ts";
import { nameFilter, toAsked, type TraceFilter, type TraceOrder } from "./trace-filter.ts";

export type FoundTraces = Awaited<ReturnType<WorkspaceClient["traces"]["find"]>>;

export function tracesQuery(filter: TraceFilter, order: TraceOrder, limit: number): Query<FoundTraces> {
  return {
    key: `traces.find/${limit}/${order.by}/${String(order.isDescending)}/${nameFilter(filter)}`,
    topics: ["runs"],
    read: async (client) => await client.traces.find({ ...toAsked(filter), order, limit }),
  };
}

/** What the list can be narrowed to. */
export const traceChoicesQuery: Query<Awaited<ReturnType<WorkspaceClient["traces"]["choices"]>>> = {
  key: "traces.choices",
  topics: ["runs", "sessions"],
  read: async (client) => await client.traces.choices(),
};

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

/** Keys of the spans that were found, two numbers for each. */
export function searchQuery(state: TraceState, text: string): Query<Uint32Array> {
  const { trace } = state;
  return {
    key: `traces.search/${nameReading(state)}/${text}`,
    topics: [],
    read: async (client) => {
      if (text === "") return new Uint32Array();
      const { keys } = await client.traces.search({ trace, text });
      return new Uint32Array(await keys.arrayBuffer());
    },
  };
}
