import { z } from "zod";
import { AUTHOR_KINDS } from "#core/domain/author.ts";
import { estimateSchema, intervalSchema } from "#core/domain/estimate.ts";
import { verdictReasonSchema, verdictSchema } from "#core/domain/gate/report.ts";
import { keptSpendSchema } from "#core/domain/kept-spend.ts";
import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { DECISION_KINDS, PROPOSAL_STATUSES } from "#core/domain/proposal.ts";

export const proposalCreatedSchema = z.object({
  proposal: z.string(),
  iteration: z.int(),
  summary: z.string(),
  /** The earlier one that it is nearly the same as, and how that one stood then; absent for none. */
  nearly: z.string().optional(),
  nearlyIs: z.enum(PROPOSAL_STATUSES).optional(),
});

export const proposalStatusSchema = z.object({
  proposal: z.string(),
  status: z.enum(PROPOSAL_STATUSES),
  /** For people, where the move is not what anybody asked for. */
  because: z.string().optional(),
});

export const assessmentFinishedSchema = z.object({
  proposal: z.string(),
  verdict: verdictSchema,
  reason: verdictReasonSchema,
  effect: z.number().nullable(),
  /** Units: items, a group of them being one. */
  n: z.int(),
});

export const decidedSchema = z.object({
  proposal: z.string(),
  kind: z.enum(DECISION_KINDS),
  by: z.string(),
  byKind: z.enum(AUTHOR_KINDS),
  rule: z.string(),
  reason: z.string(),
  isOverride: z.boolean(),
  /** Null where an older program did not say. */
  isSelfApproved: z.boolean().nullable().default(null),
  /** What stood against or for an approval that the gate did not give. */
  known: z
    .object({
      verdict: verdictSchema,
      n: z.int(),
      fixed: z.int(),
      broken: z.int(),
      effect: z.number().nullable(),
      interval: intervalSchema,
    })
    .optional(),
});

/** `proposal`: the one whose approval it is; absent for a commit that a person made directly. */
export const committedSchema = z.object({
  commit: z.string(),
  /** Whose head it is now. Before there were several, all were on the first one. */
  branch: z.string().default(MAIN_BRANCH),
  proposal: z.string().optional(),
  message: z.string(),
});

/** A branch that is there from now on, and where it begins. */
export const branchCreatedSchema = z.object({ branch: z.string(), commit: z.string() });

/** The workspace shows another branch from now on: `head` is the head of that. */
export const branchSwitchedSchema = z.object({ branch: z.string(), from: z.string(), commit: z.string() });

/** A tag is at another commit from now on; null where it was not there before, or is not any more. */
export const tagMovedSchema = z.object({
  tag: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
});

/** A dataset that came into the workspace. */
export const importedSchema = z.object({ dataset: z.string(), items: z.int() });

/** Somebody took a dataset away, off the lists, or back on them. */
export const datasetChangedSchema = z.object({
  dataset: z.string(),
  change: z.enum(["deleted", "archived", "restored"]),
  by: z.string(),
});

/** An evaluation of a commit on validation items, outside any session. */
export const evaluatedSchema = z.object({
  commit: z.string(),
  /** What was measured; programs of before did not say. */
  closure: z.string().optional(),
  dataset: z.string(),
  /** Provider and name. */
  model: z.string(),
  /** Names the items it was measured on: equal for measurements on the same ones. */
  items: z.string(),
  estimate: estimateSchema,
});

/** Texts were placed by their meaning, outside of any session: what that cost. */
export const embeddedSchema = z.object({
  /** Connection and name. */
  model: z.string(),
  texts: z.int(),
  spend: keptSpendSchema,
});
