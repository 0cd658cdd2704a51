import { z } from "zod";
import type { Scorer } from "#core/domain/dataset.ts";

const level = z.number().gt(0).lt(1);
const margin = z.number().min(0).lt(1);

/**
 * What the gate decides by. `correct`: items right in everything. `score`: the graded mean. `either`: more items fully
 * right, or more items better than worse and none the worse for it.
 */
export const GATE_METRICS = ["either", "score", "correct"] as const;
export type GateMetric = (typeof GATE_METRICS)[number];

/** A metric, class or item set that must not get worse by more than its margin. */
const guardConfigSchema = z.strictObject({
  id: z.string().min(1),
  metric: z.enum(["score", "correct"]),
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
    metric: z.enum(GATE_METRICS).default("either"),
    /** For `no-worse`, for the all-correct guard, and for what small gains may not cost in whole items. */
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

/** The graded mean may fall by less than whole items may: it moves by a field's share where they move by one. */
const MEAN_SCORE_MARGIN = 0.01;

/** The guard that each metric always has, under an id that a configured one may take. */
const OWN_GUARDS: Readonly<Record<GateMetric, (config: GateConfig) => readonly GuardConfig[]>> = {
  /** Being right in everything must not become rarer. */
  score: ({ margin: most }) => [{ id: "all-correct", metric: "correct", margin: most, itemIds: null }],
  correct: () => [],
  /** The graded mean must not fall. */
  either: () => [{ id: "mean-score", metric: "score", margin: MEAN_SCORE_MARGIN, itemIds: null }],
};

/** The guards that hold: the configured ones and, unless one of its id is configured, the metric's own. */
export function guardsInForce(config: GateConfig): readonly GuardConfig[] {
  const configured = new Set(config.guards.map(({ id }) => id));
  return [...config.guards, ...OWN_GUARDS[config.metric](config).filter(({ id }) => !configured.has(id))];
}

/** Whether a scorer can give a part of a point: then a graded score says more than right or wrong. */
const IS_GRADED: Readonly<Record<Scorer["type"], boolean>> = {
  exact: false,
  numeric: false,
  regex: false,
  "json-fields": true,
  checks: true,
  code: true,
};

/**
 * What the gate decides by where nobody says: `either` needs both scores, and would share its level for nothing [A15].
 */
export function metricFor({ type }: Scorer): GateMetric {
  return IS_GRADED[type] ? "either" : "correct";
}

/** m0: what an accepted candidate is shown to exceed. */
export function acceptanceMean(config: GateConfig): number {
  return config.objective === "improve" ? 0 : -config.margin;
}

/** A candidate whose difference is shown to lie below this cannot be worth having. */
export function rejectionMean(config: GateConfig): number {
  return config.objective === "improve" ? config.minEffect : -config.margin;
}
