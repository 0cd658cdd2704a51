import { z } from "zod";
import {
  MOST_CHARACTERS_IN_ALL,
  MOST_FILE_CHARACTERS,
  MOST_FILES,
  MOST_PATH_CHARACTERS,
} from "#core/domain/resource-file.ts";
import { resourceKeySchema } from "#core/domain/resource.ts";
import { fileProblemSchema } from "./file-problem.ts";
import { procedure } from "./procedure.ts";
import { changePreviewSchema } from "./resources.ts";
import { branchNameSchema, commitNameSchema } from "./shapes.ts";

/** By its path below the folder, with slashes. */
const fileSchema = z.object({
  path: z.string().min(1).max(MOST_PATH_CHARACTERS),
  text: z.string().max(MOST_FILE_CHARACTERS),
});

const filesSchema = z
  .array(fileSchema)
  .max(MOST_FILES)
  .refine((files) => files.reduce((sum, { text }) => sum + text.length, 0) <= MOST_CHARACTERS_IN_ALL, {
    message: `all files together have at most ${MOST_CHARACTERS_IN_ALL} characters`,
  });

const appliedSchema = changePreviewSchema.extend({
  /** What is wrong with the files, and what the registry refuses of them: nothing lands where there is any. */
  problems: z.array(fileProblemSchema),
  /** What of the files is kept and does nothing: fields that nobody knows. */
  warnings: z.array(fileProblemSchema),
  /** Resources whose files say what head says. */
  unchanged: z.array(resourceKeySchema),
  /** Files that are no part of any resource. */
  ignored: z.array(z.string()),
  /** Of how many resources the files themselves, their comments and order, are kept anew. */
  sources: z.int(),
  commit: z.string().optional(),
  proposal: z.string().optional(),
  /** What was done, in a sentence; null where nothing was. */
  done: z.string().nullable(),
  /** Why the proposal that was to be replaced stays beside this one; null where it does not. */
  stays: z.string().nullable(),
});
export type AppliedDocument = z.infer<typeof appliedSchema>;

const exportedSchema = z.object({
  commit: z.string(),
  resources: z.array(resourceKeySchema),
  /** What is to be written: files that are not there, or say something else. */
  files: z.array(fileSchema),
  /** Files there that are part of none of them any more. */
  remove: z.array(z.string()),
  /** Files there that say what no version of the workspace says. They are written over only where that was asked for. */
  refused: z.array(fileProblemSchema),
});
export type ExportedDocument = z.infer<typeof exportedSchema>;

/** Resources as people keep them: folders of plain files, that whoever asks reads and writes. */
export const filesContract = {
  /**
   * Brings the resources of a folder in, as one change of the person who asks: new ones are registered, others updated;
   * one without a file stays, unless `prune` retires those that came by files. Comments, order and what was left to
   * defaults are kept beside the versions.
   */
  apply: procedure
    .input(
      z.object({
        branch: branchNameSchema.optional(),
        /** The commit that the files were looked at against: refused as head-moved when another changed one of them since. */
        base: commitNameSchema.optional(),
        files: filesSchema,
        message: z.string().trim().min(1).max(500).optional(),
        as: z.enum(["commit", "proposal"]).default("commit"),
        /** Says what it would do, and writes nothing. */
        preview: z.boolean().default(false),
        prune: z.boolean().default(false),
        /** A draft of a proposal that was made of these files before: this one takes its place. */
        supersedes: z.string().min(1).optional(),
      }),
    )
    .output(appliedSchema),
  /** Resources as files: all that are not archived, where none is named. Nothing is written to any disk. */
  export: procedure
    .input(
      z.object({
        at: commitNameSchema.default("head"),
        resources: z.array(resourceKeySchema).min(1).optional(),
        /** The files that stand there already: they are edited, not written anew. */
        existing: filesSchema.default([]),
        /** Whether files go that say what no version says. */
        overwrite: z.boolean().default(false),
      }),
    )
    .output(exportedSchema),
};
