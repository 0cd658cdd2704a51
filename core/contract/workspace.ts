import { z } from "zod";
import { procedure } from "./procedure.ts";

/** The workspace as a whole. */
export const workspaceContract = {
  info: procedure.output(
    z.object({ folder: z.string(), head: z.string(), branch: z.string(), commits: z.int() }),
  ),
  /** A new address for a browser of this machine, from whoever serves the workspace to browsers: it works once. */
  freshAddress: procedure.output(z.object({ url: z.string().nullable() })),
  /** What the program is made of and under which terms: notices of every package that is in it, as Markdown. */
  licences: procedure.output(z.object({ text: z.string() })),
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
