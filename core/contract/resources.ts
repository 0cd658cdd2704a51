import { z } from "zod";
import { EFFECT_CLASSES } from "#core/domain/content/tool.ts";
import { jsonValueSchema } from "#core/domain/content/head.ts";
import { editSchema, MOST_EDITS } from "#core/domain/edit.ts";
import { LIFECYCLES } from "#core/domain/lifecycle.ts";
import { resourceKeySchema, resourceKindSchema } from "#core/domain/resource.ts";
import { resourceStateSchema } from "./resource-state.ts";
import { procedure, refusalSchema } from "./procedure.ts";
import {
  branchNameSchema,
  commitNameSchema,
  contentDifferenceSchema,
  doneSchema,
  interfaceChangeSchema,
  spendSchema,
  traceNameSchema,
} from "./shapes.ts";

const resourceSummarySchema = z.object({
  kind: resourceKindSchema,
  name: z.string(),
  version: z.string(),
  label: z.string(),
  state: z.enum(LIFECYCLES),
  description: z.string(),
});

const variableSchema = z.object({
  pointer: z.string(),
  type: z.enum(["text", "code", "number", "enum", "json"]),
  value: jsonValueSchema,
  learnable: z.boolean(),
  maxTokens: z.int().nullable(),
  locked: z.array(z.string()),
});

const changeInput = z.object({
  /** Where it is made; on the branch that the workspace shows where none is named. */
  branch: branchNameSchema.optional(),
  edits: z.array(editSchema).min(1).max(MOST_EDITS),
  /** The versions that were read, by resource: refused as head-moved when another one is in force. */
  read: z.record(resourceKeySchema, z.string().min(1)).default({}),
});

const changeAsSchema = z.enum(["commit", "proposal"]).default("commit");

/** One resource before and after; a side that lacks it is null. */
const changedResourceSchema = z.object({
  resource: resourceKeySchema,
  from: z.string().nullable(),
  to: z.string(),
  label: z.string(),
  lifecycle: z.enum(LIFECYCLES),
});

/** What a change came to: a commit, or a proposal to be measured. */
const changedSchema = doneSchema.extend({
  proposal: z.string().optional(),
  changes: z.array(changedResourceSchema),
  /** What those who depend on the changed ones notice. */
  contract: z.array(interfaceChangeSchema),
});
export type ChangedDocument = z.infer<typeof changedSchema>;

export const changePreviewSchema = z.object({
  head: z.string(),
  changes: z.array(changedResourceSchema),
  contract: z.array(interfaceChangeSchema),
  /** Leaf by leaf. */
  differences: z.array(contentDifferenceSchema),
  /** Resources that use a changed one and are not changed themselves. */
  dependents: z.array(resourceKeySchema),
  /** Why it would be refused; null where it would not. Nothing else is told then. */
  refusal: refusalSchema.extend({ message: z.string() }).nullable(),
});
export type ChangePreviewDocument = z.infer<typeof changePreviewSchema>;

const atCommit = z.object({ at: commitNameSchema.default("head") });

const contractSchema = z.array(
  z.object({
    resource: resourceKeySchema,
    label: z.string(),
    state: z.enum(LIFECYCLES),
    description: z.string(),
    actions: z.array(
      z.object({
        name: z.string(),
        /** What it is for, where it has words of its own. */
        description: z.string().nullable(),
        effect: z.enum(EFFECT_CLASSES).nullable(),
        inputs: z.array(z.object({ name: z.string(), required: z.boolean(), schema: jsonValueSchema })),
        output: jsonValueSchema,
      }),
    ),
    /** What must hold before an action can be asked for. */
    preconditions: z.array(z.string()),
    /** What holds while it works. */
    limits: z.array(z.string()),
    /** What binds whoever changes it: a JSON pointer, and what is true of that place. */
    constraints: z.array(z.string()),
  }),
);
export type ContractDocument = z.infer<typeof contractSchema>;

/** The registry: what there is, at head or at any commit, and changing it by hand. */
export const resourcesContract = {
  list: procedure
    .input(z.object({ at: commitNameSchema.default("head"), kind: resourceKindSchema.optional() }))
    .output(z.array(resourceSummarySchema)),
  show: procedure
    .input(z.object({ resource: resourceKeySchema, at: commitNameSchema.default("head") }))
    .output(
      resourceSummarySchema.extend({
        content: jsonValueSchema,
        variables: z.array(variableSchema),
        dependents: z.array(resourceKeySchema),
      }),
    ),
  /** How it stands: since when, who uses it, what was measured with it; what an environment begins in, a memory serves. */
  state: procedure
    .input(
      z.object({
        resource: resourceKeySchema,
        at: commitNameSchema.default("head"),
        /** Of an environment: a run or its trace, to be told in what state that left it. */
        run: traceNameSchema.optional(),
      }),
    )
    .output(resourceStateSchema),
  /** Every version of one resource along the history up to a commit, newest first. */
  versions: procedure
    .input(z.object({ resource: resourceKeySchema, at: commitNameSchema.default("head") }))
    .output(
      z.array(
        z.object({
          version: z.string(),
          label: z.string(),
          commit: z.string(),
          message: z.string(),
          at: z.iso.datetime(),
        }),
      ),
    ),
  /**
   * Resources that are about something, best first: by meaning where a model of embeddings is set (`embeddings` in
   * workspace.yaml) and answers, else by words over names, descriptions and contents. What is paid once is paid no more.
   */
  retrieve: procedure
    .input(
      z.object({
        query: z.string().trim().min(1).max(2000),
        limit: z.int().min(1).max(100).default(10),
        /** By words: no model is called. */
        by: z.enum(["meaning", "words"]).default("meaning"),
      }),
    )
    .output(
      z.object({
        /** How it was found. */
        by: z.enum(["meaning", "words"]),
        model: z.string().nullable(),
        /** Why not by meaning, where that was asked for. */
        why: z.object({ message: z.string(), hint: z.string() }).nullable(),
        /** `score`: the cosine of the two, 1 for the same meaning; null where words found it. */
        found: z.array(resourceSummarySchema.extend({ score: z.number().nullable() })),
        spend: spendSchema,
      }),
    ),
  /**
   * Changes single variables by hand, as one commit of the person who asks: on the branch that the workspace shows, or
   * on the one named.
   */
  setVariables: procedure
    .input(
      z.object({
        branch: branchNameSchema.optional(),
        resource: resourceKeySchema,
        values: z.array(z.object({ pointer: z.string(), value: jsonValueSchema })).min(1),
        message: z.string().min(1).max(500),
        /** The version of the resource that was read: refused as head-moved when another one is in force. */
        base: z.string().min(1).optional(),
      }),
    )
    .output(doneSchema),
  /**
   * Any edits of any resources as one change, whole or not at all: a commit of the person who asks or, `as` a proposal, a
   * draft of one that is measured like any other. New resources are built as they come in.
   */
  change: procedure
    .input(
      changeInput.extend({
        message: z.string().trim().min(1).max(500),
        as: changeAsSchema,
      }),
    )
    .output(changedSchema),
  /** What `change` would do, refusals included; nothing is written. */
  previewChange: procedure
    .input(changeInput.extend({ message: z.string().trim().min(1).max(500).optional(), as: changeAsSchema }))
    .output(changePreviewSchema),
  /** One document that lists every resource with its actions, arguments, preconditions and constraints. */
  contract: procedure.input(atCommit).output(contractSchema),
  /** The same as one Markdown text for people and models; what the resources say of themselves stands quoted in it. */
  contractText: procedure
    .input(atCommit)
    .output(z.object({ commit: z.string(), resources: z.int(), text: z.string() })),
};
