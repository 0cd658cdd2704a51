import type { StateCreator } from "zustand/vanilla";
import type { EventDocument } from "#core/contract/sessions.ts";

type PassingEvent = Extract<EventDocument, { kind: "passing" }>;
type DurableEvent = Extract<EventDocument, { kind: "durable" }>;

/** The newest passing event of each type, per session: progress replaces progress. */
export type Progress = Readonly<Record<string, { readonly [T in PassingEvent["type"]]?: PassingEvent }>>;

/** How many durable events stay in memory; older ones are read from the host. */
const KEPT_EVENTS = 2000;

export type LiveSlice = {
  /** Durable events of the workspace's stream, oldest first. */
  readonly events: readonly DurableEvent[];
  readonly progress: Progress;
  readonly lastSeq: number;
  /** An event was missed: every snapshot has to be read again before anything can be believed. */
  readonly isStale: boolean;
  readonly ingest: (event: EventDocument) => void;
  readonly markFresh: () => void;
};

type Live = Pick<LiveSlice, "events" | "progress" | "lastSeq" | "isStale">;

export const createLiveSlice: StateCreator<LiveSlice> = (set) => ({
  events: [],
  progress: {},
  lastSeq: 0,
  isStale: false,
  ingest: (event) => set((state) => reduceEvent(state, event)),
  markFresh: () => set({ isStale: false }),
});

/** The only way in which what the host tells becomes state. */
export function reduceEvent<S extends Live>(state: S, event: EventDocument): S | Live {
  if (event.kind === "passing") {
    const { [event.session]: before = {}, ...others } = state.progress;
    return { ...state, progress: { ...others, [event.session]: { ...before, [event.type]: event } } };
  }
  if (event.seq <= state.lastSeq) return state; // Told again after a reconnection.
  return {
    ...state,
    events: [...state.events.slice(1 - KEPT_EVENTS), event],
    lastSeq: event.seq,
    isStale: state.isStale || event.prev !== state.lastSeq,
  };
}
