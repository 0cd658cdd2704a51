import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { APPROVERS } from "#core/domain/policy.ts";
import { EVENT_TYPES } from "#core/domain/event.ts";
import { OPTIMIZERS } from "#core/domain/optimizers/plan.ts";
import {
  capChangesSchema,
  modelChoiceSchema,
  OPERATORS,
  SESSION_STATES,
  STOP_REASONS,
  capsSchema,
  unknownPriceSchema,
} from "#core/domain/session.ts";
import { procedure } from "./procedure.ts";
import { intervalSchema, jsonSchema, spendSchema } from "./shapes.ts";

const sessionIdSchema = z.string().min(1).max(40);

export const estimateSchema = z.object({
  accuracy: z.number(),
  score: z.number(),
  interval: intervalSchema,
  n: z.int(),
});

/** What is not given of its settings is what workspace.yaml says of that optimizer, else its default. */
const optimizerChoiceSchema = z.union([
  z.enum(OPTIMIZERS),
  z.object({ type: z.enum(OPTIMIZERS), settings: z.record(z.string(), z.number()).default({}) }),
]);

const startInput = z.object({
  agent: z.string().optional(),
  dataset: z.string().optional(),
  /** By its name alone, or with settings of its own. Where it is not said: what workspace.yaml says. */
  optimizer: optimizerChoiceSchema.optional(),
  iterations: z.int().min(1).max(1000).default(12),
  seed: z.int().min(0).default(1),
  /** Where it is not said: what workspace.yaml says, else `ask`. */
  approve: z.enum(APPROVERS).optional(),
  report: z.enum(["none", "test"]).default("none"),
  model: modelChoiceSchema.optional(),
  /** Over the workspace's caps; null takes one of those away. */
  caps: capChangesSchema.default({}),
  /** `allow`, said by a person: the model may be called though nobody knows what it costs. */
  unknownPrice: unknownPriceSchema.optional(),
  /** Dotted paths into the session's configuration: {"gate.minEffect": 0.01}. */
  set: z.record(z.string(), jsonSchema).default({}),
});

/** What `session start`, `resume` and `show` print. */
export const sessionSchema = z.object({
  session: z.string(),
  state: z.enum([...SESSION_STATES, "interrupted"]),
  stopped: z.object({ by: z.enum(STOP_REASONS), detail: z.string() }).nullable(),
  proposals: z.object({ made: z.int(), accepted: z.int(), rejected: z.int(), undecided: z.int() }),
  head: z.string(),
  test: z
    .object({
      before: estimateSchema,
      after: estimateSchema,
      difference: z.object({ value: z.number(), interval: intervalSchema }),
    })
    .optional(),
  spend: spendSchema,
  decisionsSha256: z.string(),
  optimizer: z.enum(OPTIMIZERS),
  agent: z.string(),
  dataset: z.string(),
  seed: z.int(),
  approve: z.enum(APPROVERS),
  iteration: z.int(),
  iterations: z.int(),
  operator: z.enum(OPERATORS).nullable(),
  commits: z.int(),
  startedAt: z.iso.datetime(),
  elapsedMs: z.int(),
  caps: capsSchema,
  /** Provider and name. */
  model: z.string(),
  isSimulated: z.boolean(),
  /** Its model answers on this machine, which costs no money unless workspace.yaml gives it a price. */
  isOwnMachine: z.boolean(),
  /** The score on validation, used for selection: a point per system that was a baseline there, oldest first. */
  curve: z.array(z.object({ iteration: z.int(), commit: z.string(), estimate: estimateSchema })),
  /** The newest event that this document takes into account. */
  asOf: z.int(),
});
export type SessionDocument = z.infer<typeof sessionSchema>;

/** A durable event has `seq`, and `prev`, the one before it in this stream; a passing one has neither. */
export const eventSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("durable"),
    seq: z.int(),
    prev: z.int(),
    session: z.string().nullable(),
    at: z.iso.datetime(),
    type: z.enum(EVENT_TYPES),
    body: z.record(z.string(), jsonSchema),
  }),
  z.object({
    kind: z.literal("passing"),
    /** Null for an evaluation that belongs to none. */
    session: z.string().nullable(),
    type: z.enum([
      "item-finished",
      "assessment-progress",
      "act-progress",
      "evaluation-progress",
      // The session ended and could not write it down: no durable event will say so.
      "session-interrupted",
    ]),
    body: z.record(z.string(), jsonSchema),
  }),
]);
export type EventDocument = z.infer<typeof eventSchema>;

/** Evolution sessions, and the one stream of events that everything live is drawn from. */
export const sessionsContract = {
  /** Starts a session; it goes on after the answer. */
  start: procedure.input(startInput).output(sessionSchema),
  list: procedure.output(
    z.array(
      z.object({
        session: z.string(),
        state: z.enum([...SESSION_STATES, "interrupted"]),
        optimizer: z.enum(OPTIMIZERS),
        agent: z.string(),
        dataset: z.string(),
        startedAt: z.iso.datetime(),
      }),
    ),
  ),
  show: procedure.input(z.object({ session: sessionIdSchema })).output(sessionSchema),
  /** `caps`: how one that a cap ended goes on. A cap that is not named stays as it is, and null lifts one. */
  resume: procedure
    .input(
      z.object({
        session: sessionIdSchema,
        caps: capChangesSchema.optional(),
        unknownPrice: unknownPriceSchema.optional(),
      }),
    )
    .output(sessionSchema),
  pause: procedure.input(z.object({ session: sessionIdSchema })).output(sessionSchema),
  /** Resumes for one operator and pauses again. */
  step: procedure.input(z.object({ session: sessionIdSchema })).output(sessionSchema),
  stop: procedure.input(z.object({ session: sessionIdSchema })).output(sessionSchema),
  /** Ends the assessment the session is at, with the evidence there is; it goes on with that verdict. */
  endAssessment: procedure.input(z.object({ session: sessionIdSchema })).output(sessionSchema),
  /** Guidance for the reflector, from the next iteration on. */
  hint: procedure
    .input(z.object({ session: sessionIdSchema, text: z.string().trim().min(1).max(2000) }))
    .output(sessionSchema),
  /** Validation items × assessed systems: for people only. */
  matrix: procedure.input(z.object({ session: sessionIdSchema })).output(
    z.object({
      /** Iterations with an assessment, oldest first; column 0 is the baseline of the first. */
      columns: z.array(
        z.object({ iteration: z.int(), proposal: z.string().nullable(), verdict: z.string() }),
      ),
      rows: z.array(
        z.object({
          item: z.string(),
          className: z.string().nullable(),
          /** Per column: right, wrong, or not run. */
          cells: z.array(z.enum(["right", "wrong", "none"])),
          traces: z.array(z.string().nullable()),
          brokenAt: z.int().nullable(),
        }),
      ),
    }),
  ),
  /** All events after `after` (0: from the beginning), then live ones; of one session, or of the workspace. */
  events: procedure
    .input(z.object({ session: sessionIdSchema.optional(), after: z.int().min(0).default(0) }))
    .output(eventIterator(eventSchema)),
};
