import { z } from "zod";
import { procedure } from "./procedure.ts";

/**
 * What the program around a window can do for it beside its workspace. Some of it asks the person in a box of the
 * system's, so the answer comes when they have answered.
 */
export const WINDOW_ACTIONS = ["new", "open", "show-folder", "clear-recent", "close"] as const;
export type WindowAction = (typeof WINDOW_ACTIONS)[number];

const workspaceRefSchema = z.object({ name: z.string(), folder: z.string() });

export const windowsContract = {
  read: procedure.output(
    z.object({
      /** False where the host serves one folder: a browser's window, a command line. */
      canOpen: z.boolean(),
      /** Other workspaces that were opened here, the newest first. */
      recent: z.array(workspaceRefSchema),
    }),
  ),
  /** Throws unsupported where the host serves one folder. `done` is false when the person changed their mind. */
  act: procedure.input(z.object({ action: z.enum(WINDOW_ACTIONS) })).output(z.object({ done: z.boolean() })),
  /** Opens a workspace in a window of its own, or brings forward the one it has. Only people may. */
  open: procedure
    .input(z.object({ folder: z.string().min(1).max(4096) }))
    .output(z.object({ done: z.boolean() })),
};
