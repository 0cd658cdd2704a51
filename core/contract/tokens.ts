import { z } from "zod";
import { resourceNameSchema } from "#core/domain/resource.ts";
import { procedure } from "./procedure.ts";
import { timeSchema } from "./shapes.ts";

const tokenSchema = z.object({ name: z.string(), createdAt: timeSchema });
export type TokenDocument = z.infer<typeof tokenSchema>;

/** Written as resources are named. */
const named = z.object({ name: resourceNameSchema });

/** What programs read approved versions with: made and removed by people, and good for nothing else [V22]. */
export const tokensContract = {
  list: procedure.output(z.array(tokenSchema)),
  /** The token is in this answer and nowhere else, ever. */
  create: procedure.input(named).output(tokenSchema.extend({ token: z.string() })),
  remove: procedure.input(named).output(z.object({ done: z.string() })),
};
