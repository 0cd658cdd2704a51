import { z } from "zod";
import { authorSchema } from "#core/domain/author.ts";
import { procedure } from "./procedure.ts";
import { commitNameSchema, timeSchema } from "./shapes.ts";

/** A tag as callers write it. Whether there is one, or could be, is told by whoever is asked. */
const tagNameSchema = z.string().max(400);
/** Why a person decided so. */
const reasonSchema = z.string().trim().max(500).default("");

const tagMoveSchema = z.object({
  tag: z.string(),
  /** Null: it was not there before. */
  from: z.string().nullable(),
  /** Null: it is not there any more. */
  to: z.string().nullable(),
  at: timeSchema,
  by: authorSchema,
  message: z.string(),
});
export type TagMoveDocument = z.infer<typeof tagMoveSchema>;

const tagSchema = z.object({
  name: z.string(),
  commit: z.string(),
  /** The newest step of it; null for one that stands there without its story. */
  moved: tagMoveSchema.nullable(),
});
export type TagDocument = z.infer<typeof tagSchema>;

/** What a step came to: the head stays where it is. */
const taggedSchema = z.object({
  tag: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  head: z.string(),
  /** The operation that an undo would take back; null where nothing was to be done. */
  operation: z.int().nullable(),
  done: z.string(),
});
export type TaggedDocument = z.infer<typeof taggedSchema>;

/** Names for commits that others rely on, such as `prod`. They move by a person's decision alone [V20]. */
export const tagsContract = {
  list: procedure.output(z.array(tagSchema)),
  /** Every step of all tags, or of one, newest first; of those that are gone as well. */
  history: procedure
    .input(z.object({ name: tagNameSchema.optional() }).optional())
    .output(z.array(tagMoveSchema)),
  /** `expected`: where it was when it was looked at, null for nowhere; refused as head-moved when it is elsewhere by now. */
  set: procedure
    .input(
      z.object({
        name: tagNameSchema,
        commit: commitNameSchema,
        message: reasonSchema,
        expected: z.string().nullable().optional(),
      }),
    )
    .output(taggedSchema),
  remove: procedure
    .input(z.object({ name: tagNameSchema, message: reasonSchema, expected: z.string().optional() }))
    .output(taggedSchema),
};
