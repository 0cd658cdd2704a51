import type { z } from "zod";
import type { EventType, PassingType } from "./event-types.ts";
import {
  actProgressSchema,
  assessmentProgressSchema,
  evaluationProgressSchema,
  itemFinishedSchema,
  sessionInterruptedSchema,
} from "./passing-bodies.ts";
import {
  assessmentFinishedSchema,
  committedSchema,
  decidedSchema,
  evaluatedSchema,
  proposalCreatedSchema,
  proposalStatusSchema,
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
 * What each durable event holds. Whoever writes one and whoever reads one has the same form of it from here; what older
 * programs wrote otherwise is brought up to date by the schema of its type, and read twice it stays as it is.
 */
export const EVENT_BODIES = {
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
  hint: hintSchema,
  evaluated: evaluatedSchema,
} as const satisfies Record<EventType, z.ZodType>;
export type EventBody<T extends EventType> = z.output<(typeof EVENT_BODIES)[T]>;

/** What each passing event holds. */
export const PASSING_BODIES = {
  "item-finished": itemFinishedSchema,
  "assessment-progress": assessmentProgressSchema,
  "act-progress": actProgressSchema,
  "evaluation-progress": evaluationProgressSchema,
  "session-interrupted": sessionInterruptedSchema,
} as const satisfies Record<PassingType, z.ZodType>;
export type PassingBody<T extends PassingType> = z.output<(typeof PASSING_BODIES)[T]>;
