import { z } from "zod";
import { jsonValueSchema } from "#core/domain/content/head.ts";
import { OFFER_STANDINGS } from "#core/domain/offer.ts";
import { resourceKeySchema } from "#core/domain/resource.ts";
import { procedure } from "./procedure.ts";
import { branchNameSchema, doneSchema } from "./shapes.ts";

const offeredSchema = z.object({
  resource: resourceKeySchema,
  standing: z.enum(OFFER_STANDINGS),
  /** The version that is shipped, and the one in force; null where there is none. */
  version: z.string(),
  from: z.string().nullable(),
  description: z.string(),
  /** A person has left it: it is offered no more, and can still be taken by its name. */
  isLeft: z.boolean(),
  /** What taking it would change, or, where there is none yet, what it says. */
  changes: z.array(
    z.object({ path: z.string(), before: jsonValueSchema.optional(), after: jsonValueSchema.optional() }),
  ),
});
export type OfferedDocument = z.infer<typeof offeredSchema>;

const answerInput = z.object({
  /** Where it comes in, or is done without; where it is not said, on the branch that the workspace shows. */
  branch: branchNameSchema.optional(),
  /** Whose answer it is: all that is offered where none is named. */
  resources: z.array(resourceKeySchema).min(1).optional(),
});

/** What this version of the program ships for any workspace and this one does not have. Nothing of it comes by itself. */
export const offerContract = {
  show: procedure.output(z.array(offeredSchema)),
  /** As one commit of the person who asks. */
  take: procedure
    .input(answerInput.extend({ message: z.string().min(1).max(500).optional() }))
    .output(doneSchema),
  leave: procedure.input(answerInput).output(z.object({ left: z.array(resourceKeySchema) })),
};
