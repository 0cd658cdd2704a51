import type { StateCreator } from "zustand/vanilla";
import type { DurableDocument, EventDocument, PassingDocument } from "#core/contract/events.ts";
import type { PassingType } from "#core/domain/events/event-types.ts";

/** The newest passing event of each type, per session: progress replaces progress. */
export type Progress = Readonly<Record<string, { readonly [T in PassingType]?: PassingDocument<T> }>>;

/** What a session's newest assessment told so far, oldest first: its reports, and its last items. */
export type Trail = {
  readonly reports: readonly PassingDocument<"assessment-progress">[];
  readonly items: readonly PassingDocument<"item-finished">[];
};

/** How many durable events stay in memory; older ones are read from the host. */
const KEPT_EVENTS = 2000;
const KEPT_ITEMS = 2000;

export type LiveSlice = {
  /** Durable events of the workspace's stream, oldest first. */
  readonly events: readonly DurableDocument[];
  readonly progress: Progress;
  readonly trails: Readonly<Record<string, Trail>>;
  readonly lastSeq: number;
  /** An event was missed: every snapshot has to be read again before anything can be believed. */
  readonly isStale: boolean;
  readonly ingest: (event: EventDocument) => void;
  readonly markFresh: () => void;
};

type Live = Pick<LiveSlice, "events" | "progress" | "trails" | "lastSeq" | "isStale">;

export const createLiveSlice: StateCreator<LiveSlice> = (set) => ({
  events: [],
  progress: {},
  trails: {},
  lastSeq: 0,
  isStale: false,
  ingest: (event) => set((state) => reduceEvent(state, event)),
  markFresh: () => set({ isStale: false }),
});

/** The only way in which what the host tells becomes state. */
function reduceEvent<S extends Live>(state: S, event: EventDocument): S | Live {
  if (event.kind === "passing") {
    const { type } = event;
    // What belongs to no session stands under the empty name.
    const session = event.session ?? "";
    return {
      ...state,
      progress: { ...state.progress, [session]: { ...state.progress[session], [type]: event } },
      trails: { ...state.trails, [session]: extendTrail(state.trails[session], event) },
    };
  }
  if (event.seq <= state.lastSeq) return state; // Told again after a reconnection.
  return {
    ...state,
    events: [...state.events.slice(1 - KEPT_EVENTS), event],
    lastSeq: event.seq,
    isStale: state.isStale || event.prev !== state.lastSeq,
  };
}

/** Another proposal begins another trail, and so does the same one when it is assessed again. */
function extendTrail(before: Trail = { reports: [], items: [] }, event: PassingDocument): Trail {
  if (event.type !== "item-finished" && event.type !== "assessment-progress") return before;
  const last = before.items.at(-1) ?? before.reports.at(-1);
  const isSame =
    last === undefined || (last.body.proposal === event.body.proposal && last.body.done <= event.body.done);
  const { reports, items }: Trail = isSame ? before : { reports: [], items: [] };
  if (event.type === "assessment-progress") return { reports: [...reports, event], items };
  return { reports, items: [...items.slice(1 - KEPT_ITEMS), event] };
}
