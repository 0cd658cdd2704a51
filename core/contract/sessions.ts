import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { jsonValueSchema } from "#core/domain/content/head.ts";
import { APPROVERS } from "#core/domain/policy.ts";
import { estimateSchema, sealedReportSchema } from "#core/domain/estimate.ts";
import { ITEM_CHANGES } from "#core/domain/item-change.ts";
import { OPTIMIZERS } from "#core/domain/optimizers/plan.ts";
import {
  capChangesSchema,
  modelChoiceSchema,
  OPERATORS,
  SESSION_STATES,
  STOP_REASONS,
  capsSchema,
  unknownPriceSchema,
  workersSchema,
} from "#core/domain/session.ts";
import { eventSchema } from "./events.ts";
import { procedure } from "./procedure.ts";
import { answeredBySchema, branchNameSchema, spendSchema } from "./shapes.ts";

const sessionIdSchema = z.string().min(1).max(40);

/** What is not given of its settings is what workspace.yaml says of that optimizer, else its default. */
const optimizerChoiceSchema = z.union([
  z.enum(OPTIMIZERS),
  z.object({ type: z.enum(OPTIMIZERS), settings: z.record(z.string(), z.number()).default({}) }),
]);

const startInput = z.object({
  /** The branch it works on; where it is not said, the one that the workspace shows. */
  branch: branchNameSchema.optional(),
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
  /** Where it is not said: what workspace.yaml says, else as many as the machine runs at once. */
  workers: workersSchema.optional(),
  /** Dotted paths into the session's configuration: {"gate.minEffect": 0.01}. */
  set: z.record(z.string(), jsonValueSchema).default({}),
});

/** What `session start`, `resume` and `show` print. */
export const sessionSchema = z.object({
  session: z.string(),
  state: z.enum([...SESSION_STATES, "interrupted"]),
  stopped: z.object({ by: z.enum(STOP_REASONS), detail: z.string() }).nullable(),
  /** The proposal that has to be decided before it goes on; null for none. */
  waitsFor: z.string().nullable(),
  /** What to do so that it goes on; null while it runs, and where it is over for good. */
  wayOn: z.string().nullable(),
  /** Its proposals that wait on the desk: whatever becomes of the session, a person can decide them. */
  undecided: z.array(z.string()),
  /** Other sessions of its branch that have not come to an end; none where it has itself. */
  beside: z.array(z.object({ session: z.string(), state: z.enum([...SESSION_STATES, "interrupted"]) })),
  proposals: z.object({ made: z.int(), accepted: z.int(), rejected: z.int(), undecided: z.int() }),
  branch: z.string(),
  /** Of its branch. */
  head: z.string(),
  test: sealedReportSchema.optional(),
  spend: spendSchema,
  /** Null where its journal cannot be read. */
  decisionsSha256: z.string().nullable(),
  /** What of its journal this program cannot read: the session goes no further with it. */
  unreadable: z
    .object({ code: z.literal("journal-unreadable"), message: z.string(), hint: z.string() })
    .optional(),
  optimizer: z.enum(OPTIMIZERS),
  agent: z.string(),
  dataset: z.string(),
  seed: z.int(),
  approve: z.enum(APPROVERS),
  iteration: z.int(),
  iterations: z.int(),
  operator: z.enum(OPERATORS).nullable(),
  /** Whether the present iteration made a candidate yet. */
  hasCandidate: z.boolean(),
  commits: z.int(),
  startedAt: z.iso.datetime(),
  elapsedMs: z.int(),
  caps: capsSchema,
  /** In how many threads its runs are made; null for what workspace.yaml says, else as many as the machine runs at once. */
  workers: z.int().nullable(),
  /** Provider and name. */
  model: z.string(),
  isSimulated: z.boolean(),
  /** Its model answers on this machine, which costs no money unless workspace.yaml gives it a price. */
  isOwnMachine: z.boolean(),
  /**
   * The score on validation, used for selection: a point per system that was head there, oldest first, each by the best
   * that is known of it, with a hash of the items that it was measured on.
   */
  curve: z.array(
    z.object({ iteration: z.int(), commit: z.string(), items: z.string(), estimate: estimateSchema }),
  ),
  /** Its newest commit, where nothing has measured that: the curve ends before it. */
  unmeasured: z.string().nullable(),
  /** When it goes on by itself, after a decision that can still be taken back; null where it does not. */
  goesOnAt: z.iso.datetime().nullable(),
  /** It waits though nobody has to decide anything, and does not go on by itself: until somebody resumes it. */
  isStranded: z.boolean(),
  /** The newest event that this document takes into account. */
  asOf: z.int(),
});
export type SessionDocument = z.infer<typeof sessionSchema>;

/** Evolution sessions, and the one stream of events that everything live is drawn from. */
export const sessionsContract = {
  /** Starts a session; it goes on after the answer. */
  start: procedure.input(startInput).output(sessionSchema),
  list: procedure.output(
    z.array(
      z.object({
        session: z.string(),
        state: z.enum([...SESSION_STATES, "interrupted"]),
        /** What ended it, where it is stopped. */
        stoppedBy: z.enum(STOP_REASONS).nullable(),
        optimizer: z.enum(OPTIMIZERS),
        branch: z.string(),
        agent: z.string(),
        dataset: z.string(),
        startedAt: z.iso.datetime(),
      }),
    ),
  ),
  show: procedure.input(z.object({ session: sessionIdSchema })).output(sessionSchema),
  /**
   * The runs that its assessments rest on, and how many of them were on record before it asked: those cost nothing here,
   * which a bill of few calls does not tell. Where several models might answer, how many calls of these runs and of all
   * that it made each of them did.
   */
  runs: procedure
    .input(z.object({ session: sessionIdSchema }))
    .output(z.object({ runs: z.int(), onRecord: z.int(), answeredBy: answeredBySchema.optional() })),
  /**
   * `caps`: how one that a cap ended goes on. A cap that is not named stays as it is, and null lifts one. `workers`: in
   * how many threads runs are made until it stands still again; the number it was started with stays its own.
   */
  resume: procedure
    .input(
      z.object({
        session: sessionIdSchema,
        caps: capChangesSchema.optional(),
        unknownPrice: unknownPriceSchema.optional(),
        workers: workersSchema.optional(),
      }),
    )
    .output(sessionSchema),
  /** One that goes on by itself after a decision does so at once; answers whether it did. */
  goOn: procedure.input(z.object({ session: sessionIdSchema })).output(z.object({ wentOn: z.boolean() })),
  /** One that would go on by itself does not: it waits until it is resumed. */
  holdBack: procedure.input(z.object({ session: sessionIdSchema })).output(sessionSchema),
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
          /** Per column, against the candidate's own baseline, which need not have one; null where nothing changed. */
          changes: z.array(z.enum(ITEM_CHANGES).nullable()),
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
