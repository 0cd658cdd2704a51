/** What happened, never what anybody should do about it. Written in the transaction that changed the state. */
export const EVENT_TYPES = [
  "session-started",
  "session-state",
  "iteration-started",
  "operator-started",
  "operator-finished",
  "no-candidate",
  "model-unreached",
  "proposal-created",
  "proposal-status",
  "assessment-finished",
  "decided",
  "committed",
  "branch-created",
  "branch-switched",
  "tag-moved",
  "hint",
  "evaluated",
  "embedded",
  "imported",
  "dataset-changed",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Progress that nobody needs to keep: it is shown while it happens, and never written. */
export const PASSING_TYPES = [
  "item-finished",
  "assessment-progress",
  "act-progress",
  "evaluation-progress",
  /** The session ended and nothing could be written about it: no durable event will say so. */
  "session-interrupted",
  /** Spans that others recorded were kept: the traces themselves say which. */
  "traces-received",
] as const;
export type PassingType = (typeof PASSING_TYPES)[number];
