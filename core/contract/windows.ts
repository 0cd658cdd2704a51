import { z } from "zod";
import { fileProblemSchema } from "./file-problem.ts";
import { procedure } from "./procedure.ts";

/**
 * What the program around a window can do for it beside its workspace. Some of it asks the person in a box of the
 * system's, so the answer comes when they have answered.
 */
export const WINDOW_ACTIONS = ["new", "open", "show-folder", "clear-recent", "close"] as const;
export type WindowAction = (typeof WINDOW_ACTIONS)[number];

const workspaceRefSchema = z.object({ name: z.string(), folder: z.string() });

const folderInput = z.object({ folder: z.string().min(1).max(4096) });

const openedSchema = z.object({
  /** False when the person changed their mind. */
  done: z.boolean(),
  /** Where a browser opens it, once; null where it has a window of its own already. */
  url: z.string().nullable(),
  folder: z.string(),
});

/** What a new workspace begins with. */
export const NEW_SEEDS = ["order-desk", "files", "empty"] as const;
export type NewSeed = (typeof NEW_SEEDS)[number];

const factsSchema = z.object({
  folder: z.string(),
  /** What is typed to delete it. */
  name: z.string(),
  bytes: z.int(),
  /** Null where another version of the program would have to count. */
  commits: z.int().nullable(),
  sessions: z.int().nullable(),
  running: z.int(),
  /** Sessions that wait for a person's decision. */
  waiting: z.int(),
  /** Files and folders beside its own, which stay. */
  others: z.int(),
  /** It comes back, as new, at the next start that names no other. */
  isDefault: z.boolean(),
  /** Another program that holds it; null where none does. */
  holder: z.string().nullable(),
  /** Where it goes: into the system's trash, or for good. */
  isTrashed: z.boolean(),
});

export const windowsContract = {
  read: procedure.output(
    z.object({
      /** False where the host serves one folder: a command line. */
      canOpen: z.boolean(),
      /** What this host does itself when `act` asks for it. */
      actions: z.array(z.enum(WINDOW_ACTIONS)),
      /** Other workspaces that were opened by this person, the newest first. */
      recent: z.array(workspaceRefSchema),
      /** Where a new one may be made: a free folder beside this one. */
      suggested: z.string(),
    }),
  ),
  /** Throws unsupported where the host does not do that. `done` is false when the person changed their mind. */
  act: procedure.input(z.object({ action: z.enum(WINDOW_ACTIONS) })).output(z.object({ done: z.boolean() })),
  /**
   * Opens a workspace in a window of its own, or brings forward the one it has. Only people may, here and below. Throws
   * path-refused, workspace-missing, workspace-held.
   */
  open: procedure.input(folderInput).output(openedSchema),
  /**
   * Makes a workspace in an empty or new folder, and opens it. What is wrong with files that it was to begin with is
   * answered, and then nothing was made. Throws path-refused, workspace-exists.
   */
  make: procedure
    .input(
      folderInput.extend({
        from: z.enum(NEW_SEEDS).default("order-desk"),
        /** Which house style Order desk has. */
        houseSeed: z.int().min(0).max(1_000_000).default(1),
        /** Where the files are that it begins with: a folder of them, or a file that describes a system. */
        files: z.string().max(4096).default(""),
      }),
    )
    .output(openedSchema.extend({ problems: z.array(fileProblemSchema) })),
  /** Takes a workspace out of the recent ones; its files stay. */
  forget: procedure.input(folderInput).output(z.object({})),
  /** What would go with a workspace. */
  look: procedure.input(folderInput).output(
    factsSchema.extend({
      /** It is open in another window of this host, or served by it to programs. */
      isOpenElsewhere: z.boolean(),
    }),
  ),
  /**
   * Deletes a workspace, whose name is typed. Throws input-invalid for another name, workspace-held, session-busy; then
   * nothing is gone.
   */
  delete: procedure.input(folderInput.extend({ name: z.string().max(4096) })).output(factsSchema),
};
