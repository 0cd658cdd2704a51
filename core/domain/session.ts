import { z } from "zod";
import { keyNameSchema } from "./connection.ts";
import { gateConfigSchema } from "./gate/config.ts";
import { optimizerSettingsSchema } from "./optimizers/table.ts";
import { APPROVERS, policySchema } from "./policy.ts";
import { resourceKeySchema } from "./resource.ts";
import type { Spend } from "./spend.ts";
import { MOST_AT_ONCE, MOST_WORKERS } from "./pace.ts";

export const capsSchema = z.strictObject({
  maxUsd: z.number().min(0).optional(),
  maxTokens: z.int().min(0).optional(),
  maxCalls: z.int().min(0).optional(),
  maxSeconds: z.number().min(0).optional(),
});

/** Caps as they are asked for: only those named change, and null lifts one. */
export const capChangesSchema = z.strictObject({
  maxUsd: capsSchema.shape.maxUsd.nullable(),
  maxTokens: capsSchema.shape.maxTokens.nullable(),
  maxCalls: capsSchema.shape.maxCalls.nullable(),
  maxSeconds: capsSchema.shape.maxSeconds.nullable(),
});
export type CapChanges = z.infer<typeof capChangesSchema>;

/** A model that stands in for the one the agent names; it becomes part of what is evaluated. */
export const modelChoiceSchema = z.strictObject({
  provider: z.string().min(1),
  name: z.string().min(1),
  baseUrl: z.url().optional(),
  /** Names of keys that a person lets go to that address; heard of a person alone. */
  keys: z.array(keyNameSchema).min(1).max(50).optional(),
});
export type ModelChoice = z.infer<typeof modelChoiceSchema>;

/** Whether calls may be made whose price nobody knows: only once a person says so. */
export const unknownPriceSchema = z.enum(["refuse", "allow"]);
export type UnknownPrice = z.infer<typeof unknownPriceSchema>;

/** In how many threads runs are made, the program's own among them; it never changes what comes out. */
export const workersSchema = z.int().min(1).max(MOST_WORKERS);

export const sessionConfigSchema = z.strictObject({
  agent: resourceKeySchema,
  dataset: z.string().min(1),
  /** How changes are found, with the settings of that optimizer. */
  optimizer: optimizerSettingsSchema,
  iterations: z.int().min(1).max(1000),
  seed: z.int().min(0),
  /** `gate`: a policy approves what the gate accepts and refuses the rest; `ask`: a person decides; `rules`: `policy`. */
  approve: z.enum(APPROVERS),
  /** The workspace's rules as they were when the session began. */
  policy: policySchema.optional(),
  /** `test`: one paired look at the sealed split, at the end. */
  report: z.enum(["none", "test"]),
  gate: gateConfigSchema,
  /** Output tokens that one call of the optimizer's operators may take; 8192 where it is not set. */
  maxOutputTokens: z.int().min(1).max(1_000_000).optional(),
  /** Runs per item in an assessment. */
  repetitions: z.int().min(1).max(20),
  concurrency: z.int().min(1).max(MOST_AT_ONCE),
  /** As many as the machine runs at once where it is not set. */
  workers: workersSchema.optional(),
  /** Iterations in a row without an accepted proposal after which the session stops as stalled. */
  stallAfter: z.int().min(1),
  /**
   * A candidate nearly the same as an earlier one that was refused or is undecided, by so much of its words: `flag` says
   * so and measures it all the same, `skip` spends nothing on it. Sessions of older programs do not say.
   */
  nearDuplicates: z
    .strictObject({ threshold: z.number().min(0.1).max(1), action: z.enum(["flag", "skip"]) })
    .optional(),
  caps: capsSchema,
  unknownPrice: unknownPriceSchema.optional(),
  model: modelChoiceSchema.nullable(),
});
export type SessionConfig = z.infer<typeof sessionConfigSchema>;

export const SESSION_STATES = ["running", "paused", "waiting", "stopped"] as const;
export type SessionState = (typeof SESSION_STATES)[number];

export const STOP_REASONS = [
  "iterations",
  "converged",
  "cap",
  "stall",
  "user",
  "paused",
  "waiting",
  "error",
] as const;
export type StopReason = (typeof STOP_REASONS)[number];

/** The work of one iteration, in order. */
export const OPERATORS = ["act", "reflect", "improve", "assess", "decide", "remember", "report"] as const;
export type Operator = (typeof OPERATORS)[number];

export type Session = {
  readonly id: string;
  readonly config: SessionConfig;
  readonly state: SessionState;
  /** Why it does not run; null while it does. */
  readonly stopped: { readonly by: StopReason; readonly detail: string } | null;
  /** Where it is: iterations count from 1; 0 is before the first. */
  readonly iteration: number;
  readonly operator: Operator | null;
  /** The branch it works on: its commits go there, whichever branch the workspace shows. */
  readonly branch: string;
  /** The head of its branch when it began. */
  readonly startCommit: string;
  readonly startedAt: number;
  readonly updatedAt: number;
  readonly elapsedMs: number;
  /** What it took, in order. */
  readonly spend: Spend;
  /** What was called for it, and the runs of that on record which it has not taken; absent where all is in `spend`. */
  readonly beyond?: Omit<SessionSpend, "spend">;
};

/** What a session counts as spent, and what was really called: runs that begin early may come to be taken, or not. */
export type SessionSpend = {
  readonly spend: Spend;
  readonly paid: Spend;
  /** Runs on record that were paid for and not taken. */
  readonly ahead: readonly string[];
};

export function spendOfSession({ spend, beyond }: Pick<Session, "spend" | "beyond">): SessionSpend {
  return { spend, ...(beyond ?? { paid: spend, ahead: [] }) };
}

const FINAL: readonly StopReason[] = ["iterations", "converged", "stall", "user"];

/** Finished for good; what a cap, a pause, a decision, a crash or an error ended may go on. */
export function isOver({ state, stopped }: Pick<Session, "state" | "stopped">): boolean {
  return state === "stopped" && stopped !== null && FINAL.includes(stopped.by);
}
