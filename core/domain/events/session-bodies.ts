import { z } from "zod";
import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { SESSION_STATES, STOP_REASONS } from "#core/domain/session.ts";

/** The optimizer by its name, which may be one that this program does not have. */
export const sessionStartedSchema = z.object({
  agent: z.string(),
  dataset: z.string(),
  optimizer: z.string(),
  seed: z.int(),
  /** Before there were several, all were on the first one. */
  branch: z.string().default(MAIN_BRANCH),
});

/** `by`: null while it runs. */
export const sessionStateSchema = z.object({
  state: z.enum(SESSION_STATES),
  by: z.enum(STOP_REASONS).nullable(),
  detail: z.string(),
});

export const iterationStartedSchema = z.object({ iteration: z.int() });

export const noCandidateSchema = z.object({ iteration: z.int(), reason: z.string() });

/** How many items in a row no model answered for, and what was heard instead. */
export const modelUnreachedSchema = z.object({ items: z.int(), message: z.string() });

export const hintSchema = z.object({ text: z.string(), by: z.string() });
