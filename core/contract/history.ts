import { z } from "zod";
import { LIFECYCLES } from "#core/domain/lifecycle.ts";
import { resourceKeySchema } from "#core/domain/resource.ts";
import { OPERATION_KINDS } from "#core/domain/operation.ts";
import { authorSchema } from "#core/domain/author.ts";
import { DECISION_KINDS } from "#core/domain/proposal.ts";
import { procedure } from "./procedure.ts";
import {
  branchNameSchema,
  commitNameSchema,
  commitSchema,
  contentDifferenceSchema,
  doneSchema,
  interfaceChangeSchema,
  timeSchema,
} from "./shapes.ts";

/** Whose head is meant: where it is not said, that of the branch which the workspace shows. */
const onBranch = { branch: branchNameSchema.optional() };

const rollbackInput = z.object({
  ...onBranch,
  commit: commitNameSchema,
  resource: resourceKeySchema.optional(),
});

const versionNameSchema = z.object({ version: z.string().nullable(), label: z.string().nullable() });

const previewSchema = z.object({
  /** The head that it was read at: what a rollback of the same is asked for with. */
  head: z.string(),
  resources: z.array(
    z.object({ resource: resourceKeySchema, from: versionNameSchema, to: versionNameSchema }),
  ),
  dependents: z.array(resourceKeySchema),
  undoneCommits: z.array(commitSchema),
  conflicts: z.array(z.string()),
  /** Runs recorded since that commit, whose versions would no longer be in force. */
  laterRuns: z.int(),
  /** What a rollback cannot take back: effects outside the workspace. */
  notRestored: z.array(z.string()),
});
export type RollbackPreviewDocument = z.infer<typeof previewSchema>;

/** Null: the tag was not there before, or is not after. */
const tagStepSchema = z.object({ name: z.string(), from: z.string().nullable(), to: z.string().nullable() });

const operationSchema = z.object({
  seq: z.int(),
  at: z.iso.datetime(),
  kind: z.enum(OPERATION_KINDS),
  label: z.string(),
  branch: z.string(),
  before: z.string().nullable(),
  after: z.string(),
  undoes: z.int().nullable(),
  isUndone: z.boolean(),
  /** An undo on its branch would step back over it. */
  isNext: z.boolean(),
  /** A redo on its branch would do it again. */
  isNextRedo: z.boolean(),
  /** What it did to a tag, which is all that it did; null for one that moved none. */
  tag: tagStepSchema.nullable(),
  /** It would be next, and is passed over: the tag that it moved is elsewhere by now. */
  isPassed: z.boolean(),
});
export type OperationDocument = z.infer<typeof operationSchema>;

/** A step over an operation: what it changes, and `made`, the commit by which it is known; null for a step of a tag. */
const stepSchema = z.object({
  operation: operationSchema,
  made: z.string().nullable(),
  preview: previewSchema,
});

/** A step on a branch, and which one is meant where that is said. */
const meantStep = z.object({
  ...onBranch,
  commit: z.string().length(64).optional(),
  operation: z.int().optional(),
});

/** Commits, comparison, rollback, undo and redo. */
export const historyContract = {
  log: procedure
    .input(
      z.object({ from: commitNameSchema.default("head"), limit: z.int().min(1).max(100_000).default(1000) }),
    )
    .output(z.array(commitSchema)),
  /**
   * The shape of the whole history of head, packed by `packSkeleton`. Who knows its first commits already, up to the one
   * given, is sent what came on top, where no more than that has changed.
   */
  skeleton: procedure
    .input(z.object({ known: z.object({ head: z.string(), count: z.int().min(1) }).optional() }))
    .output(z.instanceof(Blob)),
  /** Commits by their full ids, in the order asked for; what is not there is left out. */
  commits: procedure
    .input(z.object({ ids: z.array(z.string().length(64)).max(500) }))
    .output(z.array(commitSchema)),
  /** Commits that have every word of a text in their message, id or author, newest first. */
  find: procedure
    .input(z.object({ text: z.string().max(500), limit: z.int().min(1).max(500).default(50) }))
    .output(z.array(commitSchema)),
  show: procedure.input(z.object({ commit: commitNameSchema })).output(
    commitSchema.extend({
      /** By which a proposal became this commit; absent for what needed none: an edit by hand, a rollback, an import. */
      decision: z
        .object({
          kind: z.enum(DECISION_KINDS),
          /** Of the policy, the rule that fired; "person" where a person decided. */
          rule: z.string(),
          by: authorSchema,
          reason: z.string(),
          isOverride: z.boolean(),
          at: timeSchema,
        })
        .optional(),
    }),
  ),
  diff: procedure.input(z.object({ from: commitNameSchema, to: commitNameSchema })).output(
    z.object({
      changes: z.array(contentDifferenceSchema),
      contract: z.array(interfaceChangeSchema),
      /** Where a resource stands otherwise; null on the side that does not have it. One that came in active is none. */
      lifecycles: z.array(
        z.object({
          resource: resourceKeySchema,
          from: z.enum(LIFECYCLES).nullable(),
          to: z.enum(LIFECYCLES).nullable(),
        }),
      ),
    }),
  ),
  previewRollback: procedure.input(rollbackInput).output(previewSchema),
  /** `base`: the head that the preview was read at. Refused as head-moved when it is another one by now. */
  rollback: procedure
    .input(rollbackInput.extend({ base: z.string().length(64).optional() }))
    .output(doneSchema),
  /** What an undo on the branch would take back now; null at the beginning of its log. */
  previewUndo: procedure.input(z.object(onBranch).optional()).output(stepSchema.nullable()),
  /**
   * `commit`: what the operation made that is meant; `operation`: the operation itself, which need not have made one. Refused
   * as head-moved when another one is the newest by now.
   */
  undo: procedure.input(meantStep.optional()).output(doneSchema),
  /** What a redo on the branch would do again now; null where nothing was undone since something new was done. */
  previewRedo: procedure.input(z.object(onBranch).optional()).output(stepSchema.nullable()),
  /**
   * `commit`: of the undo that is meant to be taken back; `operation`: the one that is to be done again. Refused as head-moved
   * when another one is next by now.
   */
  redo: procedure.input(meantStep.optional()).output(doneSchema),
  /** Newest first, of all branches or of one. */
  operations: procedure
    .input(z.object({ ...onBranch, limit: z.int().min(1).max(10_000).default(100) }))
    .output(z.array(operationSchema)),
};
