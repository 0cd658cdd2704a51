import { z } from "zod";
import { gateConfigSchema } from "#core/domain/gate/config.ts";
import { OPTIMIZERS } from "#core/domain/optimizers/plan.ts";
import { optimizerSettingsSchema } from "#core/domain/optimizers/table.ts";
import { APPROVERS, policyRuleSchema } from "#core/domain/policy.ts";
import { capsSchema } from "#core/domain/session.ts";
import { authorSchema } from "#core/domain/author.ts";
import { procedure } from "./procedure.ts";
import { timeSchema } from "./shapes.ts";

/** What new sessions take from workspace.yaml and people change by hand, as paths under `session:`. */
export const SESSION_SETTINGS = [
  "gate.minEffect",
  "gate.alpha",
  "gate.margin",
  "repetitions",
  "stallAfter",
  "concurrency",
  "workers",
] as const;
export type SessionSetting = (typeof SESSION_SETTINGS)[number];

const CAPS = ["maxUsd", "maxTokens", "maxCalls", "maxSeconds"] as const;
export type CapName = (typeof CAPS)[number];

const settingsSchema = z.object({
  folder: z.string(),
  files: z.object({ database: z.string(), config: z.string() }),
  /** Why workspace.yaml, as it is on disk now, is refused; what was read before it stays in force. */
  problem: z.string().nullable(),
  agent: z.string().nullable(),
  dataset: z.string().nullable(),
  /** The model that searching the registry by meaning asks, CONNECTION/NAME; null where none is set. */
  embeddings: z.string().nullable(),
  caps: capsSchema,
  /** Which of the session settings workspace.yaml sets; the others are defaults. */
  written: z.array(z.enum(SESSION_SETTINGS)),
  /** Which settings of its optimizer workspace.yaml sets. */
  optimizerWritten: z.array(z.string()),
  /** What a session that is started now would have. */
  session: z.object({
    gate: gateConfigSchema,
    optimizer: optimizerSettingsSchema,
    repetitions: z.int(),
    stallAfter: z.int(),
    concurrency: z.int(),
    workers: z.int(),
  }),
  /** Who decides in a new session where none is asked for. */
  approve: z.enum(APPROVERS),
  /** `rules`: the workspace's own, empty where it has none. */
  policies: z.array(z.object({ approve: z.enum(APPROVERS), rules: z.array(policyRuleSchema) })),
  /**
   * Where a key that is typed in goes: this process's memory alone, or the system's key store. `unsafe`: to memory,
   * because this host would keep it and the system has no key store.
   */
  keysKeptIn: z.enum(["memory", "system", "unsafe"]),
  /** What stands around evolved code beyond its engine. `none`: this system puts up nothing of its own. */
  evolvedCode: z.object({
    process: z.enum(["permissions", "utility"]),
    system: z.enum(["bubblewrap", "namespaces", "none"]),
  }),
});
export type SettingsDocument = z.infer<typeof settingsSchema>;

const policyVersionSchema = z.object({
  /** Of its entry in the audit chain; 0 for what stands in the file and was never saved from here. */
  id: z.int(),
  at: timeSchema.nullable(),
  by: authorSchema.nullable(),
  /** Who decides from then on; null where the usual is meant. */
  approve: z.enum(APPROVERS).nullable(),
  /** The workspace's own rules from then on; null where it had none. */
  rules: z.array(policyRuleSchema).nullable(),
  /** In force now. */
  isCurrent: z.boolean(),
});
export type PolicyVersionDocument = z.infer<typeof policyVersionSchema>;

/** The workspace's file of settings. */
export const settingsContract = {
  read: procedure.output(settingsSchema),
  /** Every policy that was saved, newest first; what somebody wrote into the file by hand stands on top. */
  policyHistory: procedure.output(z.array(policyVersionSchema)),
  /** Writes workspace.yaml, comments kept; null takes a setting out of it. Only people may. */
  save: procedure
    .input(
      z.object({
        agent: z.string().min(1).nullable().optional(),
        dataset: z.string().min(1).nullable().optional(),
        embeddings: z.string().min(1).nullable().optional(),
        approve: z.enum(APPROVERS).nullable().optional(),
        policy: z.array(policyRuleSchema).nullable().optional(),
        caps: z.partialRecord(z.enum(CAPS), z.number().min(0).nullable()).default({}),
        session: z.partialRecord(z.enum(SESSION_SETTINGS), z.number().nullable()).default({}),
        /** The optimizer of new sessions. What is not named of its settings stays, where it was this one before. */
        optimizer: z
          .object({
            type: z.enum(OPTIMIZERS),
            settings: z.record(z.string(), z.number().nullable()).default({}),
          })
          .optional(),
      }),
    )
    .output(settingsSchema),
};
