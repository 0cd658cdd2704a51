import { z } from "zod";
import { jsonValueSchema } from "#core/domain/content/head.ts";
import { AUTHOR_KINDS } from "#core/domain/author.ts";
import { intervalSchema } from "#core/domain/estimate.ts";
import { GATE_METRICS } from "#core/domain/gate/config.ts";
import { MEASURES } from "#core/domain/gate/measure.ts";
import { forecastSchema, verdictReasonSchema, verdictSchema } from "#core/domain/gate/report.ts";
import { ITEM_CHANGES } from "#core/domain/item-change.ts";
import { LIFECYCLES } from "#core/domain/lifecycle.ts";
import { DECISION_KINDS, hypothesisSchema, PROPOSAL_STATUSES, REASON_CHIPS } from "#core/domain/proposal.ts";
import { resourceKeySchema } from "#core/domain/resource.ts";
import { capChangesSchema, unknownPriceSchema, workersSchema } from "#core/domain/session.ts";
import { procedure } from "./procedure.ts";
import { answeredBySchema, branchNameSchema, doneSchema, spendSchema } from "./shapes.ts";

const proposalIdSchema = z.string().min(1).max(40);

/**
 * What `effect` and `interval` are of: items fully right, items better less items worse, or the graded score. A share
 * of one is 1 in each.
 */
const measureSchema = z.enum(MEASURES);

/** An assessment by the measure that its verdict rests on: the same figures wherever it is shown. */
const headlineSchema = z.object({
  measure: measureSchema,
  effect: z.number().nullable(),
  /** Anytime-valid. */
  interval: intervalSchema,
  /** Units: items, a group of them being one. */
  n: z.int(),
  /** Items better and worse by `measure`. */
  up: z.int(),
  down: z.int(),
  /** Items that became fully right, and that no longer are. */
  fixed: z.int(),
  broken: z.int(),
});

export const proposalSummarySchema = z.object({
  id: z.string(),
  status: z.enum(PROPOSAL_STATUSES),
  /** This and its figures: null until assessed. */
  verdict: verdictSchema.nullable(),
  effect: z.number().nullable(),
  interval: intervalSchema.nullable(),
  measure: measureSchema.nullable(),
  n: z.int().nullable(),
  up: z.int().nullable(),
  down: z.int().nullable(),
  fixed: z.int().nullable(),
  broken: z.int().nullable(),
  resources: z.array(resourceKeySchema),
  createdAt: z.iso.datetime(),
  summary: z.string(),
  session: z.string().nullable(),
  iteration: z.int(),
  author: z.object({ kind: z.enum(AUTHOR_KINDS), name: z.string() }),
  /** Where it would be committed. */
  branch: z.string(),
  base: z.string(),
  /** The head moved in something it touches or depends on since it was assessed. */
  isStale: z.boolean(),
  /**
   * Why its change does not fit on the present head, so that it can be edited there or rejected, but not assessed; null
   * where it can, and for what is decided.
   */
  obstacle: z.string().nullable(),
  /** Somebody who had seen validation items had a say in it: its verdict may flatter it. */
  isInformed: z.boolean(),
  /** The earliest waiting proposal that makes nearly the same edit, where this one waits too; told in lists alone. */
  alike: z.string().nullable().optional(),
  /** What its newest assessment cost; null until assessed. */
  spend: spendSchema.nullable(),
});
export type ProposalSummaryDocument = z.infer<typeof proposalSummarySchema>;

const evidenceSchema = z.object({
  eValue: z.number(),
  peakEValue: z.number(),
  levelNeeded: z.number().nullable(),
});

/** One measure of an assessment, each with its own evidence. */
const measureReportSchema = z.object({
  measure: measureSchema,
  /** False: it describes, and nothing is accepted by it. */
  decides: z.boolean(),
  effect: z.number().nullable(),
  interval: intervalSchema,
  /** Items up and down by it. */
  up: z.int(),
  down: z.int(),
  evidence: evidenceSchema,
  forecast: forecastSchema,
});

/** Means over the runs of one arm. Money is null when any of it is unknown. */
const perItemSchema = z.object({ tokens: z.number(), calls: z.number(), usd: z.number().nullable() });

export const assessmentSchema = headlineSchema.extend({
  id: z.string(),
  number: z.int(),
  verdict: verdictSchema,
  reason: verdictReasonSchema,
  /** What the gate decided by. `effect`, `interval`, `up`, `down` and `evidence` are of `measure`, by which of `measures` it did. */
  metric: z.enum(GATE_METRICS),
  measures: z.array(measureReportSchema),
  /** All-correct accuracy of both arms over the same items. */
  accuracy: z.object({ before: z.number(), after: z.number() }),
  /** Mean graded score of both arms over the same items. */
  score: z.object({ before: z.number(), after: z.number() }),
  evidence: evidenceSchema,
  forecast: forecastSchema,
  guards: z.array(z.object({ id: z.string(), effect: z.number().nullable(), isShownWorse: z.boolean() })),
  invariants: z.array(z.object({ id: z.string(), holds: z.boolean(), detail: z.string() })),
  /**
   * Fixed-n descriptions of the all-correct items, right only had n been set beforehand. McNemar's and Tango's hold for
   * items that stand alone and ran once; where there are groups or repetitions `mean` describes instead.
   */
  descriptions: z.object({
    mcnemar: z.number().nullable(),
    midP: z.number().nullable(),
    tango: intervalSchema.nullable(),
    mean: z
      .object({
        effect: z.number(),
        interval: intervalSchema.nullable(),
        method: z.enum(["bca", "t"]),
        signFlip: z.number(),
        units: z.int(),
      })
      .nullable(),
  }),
  tokenChange: z.number().nullable(),
  /** What a run costs in each arm, over the same items; null where it is not on record. */
  perItem: z.object({ before: perItemSchema, after: perItemSchema }).nullable(),
  /** Calls by the model that answered them, PROVIDER/NAME; null where one alone could. */
  answeredBy: z.object({ before: answeredBySchema, after: answeredBySchema }).nullable(),
  spend: spendSchema,
  /** Of its validation set, over all sessions: assessments on it, and proposals informed by it. */
  wear: z.int(),
  /** Items whose score changed, the worst first; others than people are told of none. */
  changed: z.array(
    z.object({
      item: z.string(),
      className: z.string().nullable(),
      change: z.enum(ITEM_CHANGES),
      /** Graded scores. */
      before: z.number(),
      after: z.number(),
      baselineTrace: z.string(),
      candidateTrace: z.string(),
    }),
  ),
  at: z.iso.datetime(),
});
export type AssessmentDocument = z.infer<typeof assessmentSchema>;

const decisionSchema = z.object({
  kind: z.enum(DECISION_KINDS),
  by: z.object({ kind: z.enum(AUTHOR_KINDS), name: z.string() }),
  rule: z.string(),
  reason: z.string(),
  chips: z.array(z.enum(REASON_CHIPS)),
  isOverride: z.boolean(),
  /** Approved by the person who made it. */
  isSelfApproved: z.boolean().optional(),
  at: z.iso.datetime(),
});

const detailSchema = proposalSummarySchema.extend({
  changes: z.array(
    z.object({
      resource: resourceKeySchema,
      path: z.string(),
      before: jsonValueSchema.optional(),
      after: jsonValueSchema.optional(),
    }),
  ),
  /** Of the resources that it brings in or takes along their lifecycle: where they stood, null for new ones, and would stand. */
  steps: z.array(
    z.object({
      resource: resourceKeySchema,
      from: z.enum(LIFECYCLES).nullable(),
      to: z.enum(LIFECYCLES),
    }),
  ),
  hypotheses: z.array(
    hypothesisSchema.extend({
      /** Where the cited spans are to be found, as far as they are on record. */
      citations: z.array(z.object({ span: z.string(), trace: z.string(), item: z.string() })),
    }),
  ),
  assessment: assessmentSchema.nullable(),
  decision: decisionSchema.nullable(),
  origin: z.string().nullable(),
  /** What took its place; null unless it is superseded. */
  supersededBy: z.string().nullable(),
  /** The commit that its approval added, and the head before it; null while there is none. */
  commit: z.object({ id: z.string(), parent: z.string().nullable() }).nullable(),
  /** While it is open: an earlier one, refused or undecided, that made nearly the same edit. */
  nearly: z
    .object({ proposal: z.string(), status: z.enum(PROPOSAL_STATUSES), similarity: z.number() })
    .nullable(),
  /** What the policy says about it now. */
  rule: z.string(),
});
export type ProposalDetailDocument = z.infer<typeof detailSchema>;

/** Whether the session that waited for the decision goes on by itself, once the time to take it back is over. */
const goesOnSchema = z.boolean().default(false);

const refusalInput = z.object({
  id: proposalIdSchema,
  goesOn: goesOnSchema,
  reason: z.string().trim().min(1).max(2000),
  chips: z.array(z.enum(REASON_CHIPS)).default([]),
});

/** Candidate changes, their evidence, and what people decide about them. */
export const proposalsContract = {
  list: procedure
    .input(
      z.object({
        status: z.enum(PROPOSAL_STATUSES).optional(),
        session: z.string().optional(),
        branch: branchNameSchema.optional(),
      }),
    )
    .output(z.array(proposalSummarySchema)),
  show: procedure.input(z.object({ id: proposalIdSchema })).output(detailSchema),
  /** `override`: the reason to approve against the gate; without it only an accepted proposal is approved. */
  approve: procedure
    .input(
      z.object({
        id: proposalIdSchema,
        override: z.string().trim().min(1).max(2000).optional(),
        goesOn: goesOnSchema,
      }),
    )
    .output(doneSchema),
  reject: procedure.input(refusalInput).output(doneSchema),
  sendBack: procedure.input(refusalInput).output(doneSchema),
  defer: procedure.input(z.object({ id: proposalIdSchema, goesOn: goesOnSchema })).output(doneSchema),
  /** Back from deferred. */
  reopen: procedure.input(z.object({ id: proposalIdSchema })).output(doneSchema),
  /**
   * A new proposal from parts of one, or from an edit of it: the variables' new values on the present head. It must be
   * assessed before it can be approved, and once it is, the one it was made from is superseded.
   */
  derive: procedure
    .input(
      z.object({
        id: proposalIdSchema,
        values: z
          .array(z.object({ resource: resourceKeySchema, pointer: z.string(), value: jsonValueSchema }))
          .min(1),
        summary: z.string().trim().min(1).max(500),
      }),
    )
    .output(proposalSummarySchema),
  /**
   * A person's own edit of a resource as a proposal instead of a commit: a draft, to be measured like any other by the
   * gate of the newest session of an agent that uses the resource, or of one that is opened for it. `branch` and `base`
   * as in `resources.setVariables`.
   */
  propose: procedure
    .input(
      z.object({
        branch: branchNameSchema.optional(),
        resource: resourceKeySchema,
        values: z.array(z.object({ pointer: z.string(), value: jsonValueSchema })).min(1),
        summary: z.string().trim().min(1).max(500),
        base: z.string().min(1).optional(),
      }),
    )
    .output(proposalSummarySchema),
  /**
   * Pairs it with the head on the validation set; also a new assessment of a stale one. Where the head has changed what
   * the proposal changes, a new one that supersedes it makes the same change of the head, and is what is assessed and
   * answered with; where both changed the same place it is refused. `caps` changes the session's, as a resume does: what a cap ended is measured
   * with other ones. `workers`: in how many threads this assessment makes its runs. Answers when it is done.
   */
  assess: procedure
    .input(
      z.object({
        id: proposalIdSchema,
        caps: capChangesSchema.optional(),
        unknownPrice: unknownPriceSchema.optional(),
        workers: workersSchema.optional(),
      }),
    )
    .output(detailSchema),
};
