import { z } from "zod";
import { procedure } from "./procedure.ts";

/** The workspace as a whole. */
export const workspaceContract = {
  info: procedure.output(
    z.object({ folder: z.string(), head: z.string(), branch: z.string(), commits: z.int() }),
  ),
  verify: procedure.output(
    z.object({
      ok: z.boolean(),
      checked: z.object({ blobs: z.int(), versions: z.int(), commits: z.int(), audit: z.int() }),
      firstBroken: z
        .object({ table: z.string(), id: z.string(), expected: z.string(), got: z.string() })
        .optional(),
    }),
  ),
};
