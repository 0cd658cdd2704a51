import type { JsonObject } from "#core/base/json.ts";

/** What happened, never what anybody should do about it. */
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
  "hint",
  "evaluated",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Durable: written in the transaction that changed the state. `seq` grows over the whole workspace. */
export type StoredEvent = {
  readonly seq: number;
  readonly session: string | null;
  readonly at: number;
  readonly type: EventType;
  readonly body: JsonObject;
};
