import type { z } from "zod";
import type { EventType, PassingType } from "./event-types.ts";
import {
  actProgressSchema,
  assessmentProgressSchema,
  evaluationProgressSchema,
  itemFinishedSchema,
  sessionInterruptedSchema,
  tracesReceivedSchema,
} from "./passing-bodies.ts";
import {
  assessmentFinishedSchema,
  branchCreatedSchema,
  branchSwitchedSchema,
  committedSchema,
  decidedSchema,
  datasetChangedSchema,
  embeddedSchema,
  evaluatedSchema,
  importedSchema,
  proposalCreatedSchema,
  proposalStatusSchema,
  tagMovedSchema,
} from "./proposal-bodies.ts";
import {
  hintSchema,
  iterationStartedSchema,
  modelUnreachedSchema,
  noCandidateSchema,
  sessionStartedSchema,
  sessionStateSchema,
} from "./session-bodies.ts";
import { operatorFinishedSchema, operatorStartedSchema } from "./step-bodies.ts";

/**
 * What each durable event holds: the one table that a new type has to be entered in first. Whoever writes one and
 * whoever reads one has the same form of it from here; what older programs wrote otherwise is brought up to date by the
 * schema of its type, and read twice it stays as it is [T13].
 */
const EVENT_BODIES = {
  "session-started": sessionStartedSchema,
  "session-state": sessionStateSchema,
  "iteration-started": iterationStartedSchema,
  "operator-started": operatorStartedSchema,
  "operator-finished": operatorFinishedSchema,
  "no-candidate": noCandidateSchema,
  "model-unreached": modelUnreachedSchema,
  "proposal-created": proposalCreatedSchema,
  "proposal-status": proposalStatusSchema,
  "assessment-finished": assessmentFinishedSchema,
  decided: decidedSchema,
  committed: committedSchema,
  "branch-created": branchCreatedSchema,
  "branch-switched": branchSwitchedSchema,
  "tag-moved": tagMovedSchema,
  hint: hintSchema,
  evaluated: evaluatedSchema,
  embedded: embeddedSchema,
  imported: importedSchema,
  "dataset-changed": datasetChangedSchema,
} as const satisfies Record<EventType, z.ZodType>;
type EventBodies = typeof EVENT_BODIES;
export type EventBody<T extends EventType> = T extends keyof EventBodies ? z.output<EventBodies[T]> : never;

/** The form of what a durable event of the type holds. */
export function eventBodySchema<T extends EventType>(type: T): z.ZodType<EventBody<T>> {
  return EVENT_BODIES[type] as unknown as z.ZodType<EventBody<T>>; // The row of that very type.
}

/** What each passing event holds. */
const PASSING_BODIES = {
  "item-finished": itemFinishedSchema,
  "assessment-progress": assessmentProgressSchema,
  "act-progress": actProgressSchema,
  "evaluation-progress": evaluationProgressSchema,
  "session-interrupted": sessionInterruptedSchema,
  "traces-received": tracesReceivedSchema,
} as const satisfies Record<PassingType, z.ZodType>;
type PassingBodies = typeof PASSING_BODIES;
export type PassingBody<T extends PassingType> = T extends keyof PassingBodies
  ? z.output<PassingBodies[T]>
  : never;

/** The form of what a passing event of the type holds. */
export function passingBodySchema<T extends PassingType>(type: T): z.ZodType<PassingBody<T>> {
  return PASSING_BODIES[type] as unknown as z.ZodType<PassingBody<T>>; // The row of that very type.
}
