import { z } from "zod";
import { jsonValueSchema } from "#core/domain/content/head.ts";
import { LIFECYCLES } from "#core/domain/lifecycle.ts";
import { resourceKeySchema, resourceKindSchema } from "#core/domain/resource.ts";
import { procedure } from "./procedure.ts";
import { branchNameSchema, commitNameSchema, doneSchema } from "./shapes.ts";

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
  /** Search by meaning over names and descriptions, best first. */
  retrieve: procedure
    .input(z.object({ query: z.string().min(1), limit: z.int().min(1).max(100).default(10) }))
    .output(z.array(resourceSummarySchema)),
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
  /** One document that lists every resource with its actions, arguments and constraints. */
  contract: procedure.input(z.object({ at: commitNameSchema.default("head") })).output(
    z.array(
      z.object({
        resource: resourceKeySchema,
        label: z.string(),
        state: z.enum(LIFECYCLES),
        description: z.string(),
        actions: z.array(
          z.object({
            name: z.string(),
            inputs: z.array(z.object({ name: z.string(), required: z.boolean(), schema: jsonValueSchema })),
            output: jsonValueSchema,
          }),
        ),
        constraints: z.array(z.string()),
      }),
    ),
  ),
};
