import type { EventDocument } from "#core/contract/events.ts";

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
  "received",
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
  "branch-created": ["history"],
  // What was shown at a tag is another version's content.
  "tag-moved": ["history", "resources"],
  // Whatever is shown of head is of another one now.
  "branch-switched": TOPICS,
  "no-candidate": ["sessions"],
  "model-unreached": ["sessions"],
  hint: ["sessions"],
  evaluated: ["runs", "scores"],
  embedded: ["runs"],
  imported: ["data"],
  "dataset-changed": ["data"],
  // Nobody here knows what it was about.
  unknown: TOPICS,
  // What passes changes nothing that is kept.
  "item-finished": [],
  "assessment-progress": [],
  "act-progress": [],
  "evaluation-progress": [],
  // But this: that a session ended and could not write it down is told by nothing else.
  "session-interrupted": ["sessions"],
  // And this: what came is in the traces, and nothing durable tells of it.
  "traces-received": ["runs", "received"],
} as const satisfies Record<EventDocument["type"], readonly Topic[]>;

/** The topics that an event touches. */
export function topicsOf(event: EventDocument): readonly Topic[] {
  // The last of an evaluation says that it is on record.
  if (event.type === "evaluation-progress" && event.body.done === event.body.total) return ["scores"];
  return TOPICS_OF[event.type];
}
