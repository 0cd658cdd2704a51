import { addRecords } from "#core/memory/add-records.ts";
import { distill } from "#core/memory/distill.ts";
import { renderRecords } from "#core/memory/render-records.ts";
import type { MemoryStrategy } from "./strategy.ts";

/** Fewer unseen runs than this are not worth a model call. */
const MIN_NEW_EVENTS = 10;
const MAX_EVENTS = 24;
const MAX_CANDIDATES = 3;

/** A session's runs become summaries and insights, by a model, when enough is new; the most important are served. */
export const SESSION_MEMORY: MemoryStrategy = {
  implementation: "session-memory/1",
  serve: renderRecords,
  learn: async (content, events, ask) => {
    const { candidates, reasons } = await distill({
      events,
      existing: content.records,
      ask,
      minNewEvents: MIN_NEW_EVENTS,
      maxEvents: MAX_EVENTS,
      maxCandidates: MAX_CANDIDATES,
    });
    return { records: candidates.length === 0 ? null : addRecords(content, candidates), reasons };
  },
};
