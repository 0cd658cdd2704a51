import { z } from "zod";
import { procedure } from "./procedure.ts";

/** The workspace as a whole. */
export const workspaceContract = {
  info: procedure.output(
    z.object({ folder: z.string(), head: z.string(), branch: z.string(), commits: z.int() }),
  ),
  /** A defect of a window, told where its host tells of its own. */
  reportBug: procedure
    .input(z.object({ message: z.string().max(2000), stack: z.string().max(20_000) }))
    .output(z.object({})),
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
