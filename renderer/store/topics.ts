import type { DurableDocument, EventDocument } from "#core/contract/events.ts";

/** What a snapshot was read from, coarsely: one event makes all snapshots of its topics old. */
export const TOPICS = [
  "history",
  "resources",
  "proposals",
  "sessions",
  "runs",
  "data",
  "settings",
  "scores",
] as const;
export type Topic = (typeof TOPICS)[number];

/** Total over the events there are: a new one does not compile until it is said what it makes old. */
const TOPICS_OF = {
  "session-started": ["sessions"],
  "session-state": ["sessions"],
  "iteration-started": ["sessions"],
  "operator-started": ["sessions"],
  "operator-finished": ["sessions", "runs"],
  "proposal-created": ["proposals", "sessions"],
  "proposal-status": ["proposals", "sessions"],
  "assessment-finished": ["proposals", "sessions", "runs"],
  decided: ["proposals", "sessions"],
  committed: ["history", "resources", "proposals", "sessions"],
  "no-candidate": ["sessions"],
  "model-unreached": ["sessions"],
  hint: ["sessions"],
  evaluated: ["runs", "scores"],
  // Nobody here knows what it was about.
  unknown: TOPICS,
} as const satisfies Record<DurableDocument["type"], readonly Topic[]>;

/** The topics that an event touches; a passing one touches none, as it changes nothing that is kept, but for one. */
export function topicsOf(event: EventDocument): readonly Topic[] {
  if (event.kind === "durable") return TOPICS_OF[event.type];
  // That a session ended and could not write it down is told by nothing else.
  return event.type === "session-interrupted" ? ["sessions"] : [];
}
