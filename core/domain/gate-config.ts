import { z } from "zod";

const level = z.number().gt(0).lt(1);
const margin = z.number().min(0).lt(1);
const metric = z.enum(["score", "correct"]);

/** A metric, class or item set that must not get worse by more than its margin. */
const guardConfigSchema = z.strictObject({
  id: z.string().min(1),
  metric,
  margin: margin.default(0.02),
  /** The items it looks at; null = all. */
  itemIds: z.array(z.string()).readonly().nullable().default(null),
});

export const gateConfigSchema = z
  .strictObject({
    /** The false discovery rate of the whole session; e-LOND makes the level of each assessment from it. */
    alpha: level.default(0.1),
    /** The level of "can't be worth having", and of all guards together. */
    beta: level.default(0.05),
    /** δ: the smallest mean difference worth accepting. */
    minEffect: margin.default(0.02),
    /** `no-worse`: for a variant that is cheaper or simpler, judged against −margin. */
    objective: z.enum(["improve", "no-worse"]).default("improve"),
    metric: metric.default("score"),
    /** For `no-worse`, and for the default guard. */
    margin: margin.default(0.02),
    guards: z.array(guardConfigSchema).readonly().default([]),
    /** H: the largest number of assessments in the session. */
    horizon: z.int().min(1).default(24),
  })
  .refine((config) => new Set(config.guards.map((guard) => guard.id)).size === config.guards.length, {
    path: ["guards"],
    message: "two guards have the same id",
  });

export type GuardConfig = Readonly<z.infer<typeof guardConfigSchema>>;
export type GateConfig = Readonly<z.infer<typeof gateConfigSchema>>;

/** The guard that a graded score always has: being right in everything must not become rarer. */
const ALL_CORRECT_GUARD_ID = "all-correct";

/** The guards that hold: the configured ones and, under a graded score, the default one unless configured. */
export function guardsInForce(config: GateConfig): readonly GuardConfig[] {
  const isConfigured = config.guards.some((guard) => guard.id === ALL_CORRECT_GUARD_ID);
  if (config.metric !== "score" || isConfigured) return config.guards;
  const allCorrect: GuardConfig = {
    id: ALL_CORRECT_GUARD_ID,
    metric: "correct",
    margin: config.margin,
    itemIds: null,
  };
  return [...config.guards, allCorrect];
}

/** m0: what an accepted candidate is shown to exceed. */
export function acceptanceMean(config: GateConfig): number {
  return config.objective === "improve" ? 0 : -config.margin;
}

/** A candidate whose difference is shown to lie below this cannot be worth having. */
export function rejectionMean(config: GateConfig): number {
  return config.objective === "improve" ? config.minEffect : -config.margin;
}
