import type { z } from "zod";
import { AppError } from "#core/base/app-error.ts";
import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { sessionConfigSchema, type CapChanges, type SessionConfig } from "#core/domain/session.ts";
import { metricFor } from "#core/domain/gate-config.ts";
import type { Scorer } from "#core/domain/dataset.ts";
import { NEARLY_THE_SAME } from "#core/proposals/near-duplicate.ts";
import { defaultHorizon } from "#core/domain/statistics/e-lond.ts";

/** What a session is unless somebody says otherwise. */
const DEFAULTS = {
  minibatch: 40,
  failuresShown: 24,
  successesShown: 8,
  hypotheses: 3,
  temperature: 0.7,
  repetitions: 1,
  concurrency: 4,
  stallAfter: 10,
  nearDuplicates: { threshold: NEARLY_THE_SAME, action: "flag" },
  gate: {},
} as const;

/** A cap of nothing leaves nothing to do: it is refused before a session is made of it. */
export function refuseEmptyCaps(caps: CapChanges): void {
  const empty = Object.entries(caps).find(([, cap]) => cap === 0);
  if (empty === undefined) return;
  throw new AppError("budget-exhausted", `${empty[0]} is 0, so not a single model call could be made.`, {
    hint: "Raise the cap, or leave it out.",
  });
}

/** The caps after a change of some: one that is not named goes on binding, one that is null does not. */
export function changeCaps(caps: SessionConfig["caps"], changes: CapChanges): SessionConfig["caps"] {
  const named = Object.entries(changes).filter(([, cap]) => cap !== undefined);
  const merged = Object.entries({ ...caps, ...Object.fromEntries(named) });
  return Object.fromEntries(merged.filter(([, cap]) => cap !== null));
}

/**
 * A session's configuration from its layers, later ones winning: defaults, the workspace's settings, what was asked
 * for, and dotted overrides ("gate.minEffect"). What the gate decides by, where nobody says, is what the dataset's
 * scorer can tell. Throws config-invalid naming every field that is wrong.
 */
export function buildSessionConfig(layers: {
  /** Of the dataset; null where none is chosen yet. */
  readonly scorer: Scorer | null;
  readonly workspace: Readonly<Record<string, unknown>>;
  readonly asked: Readonly<Record<string, unknown>>;
  readonly overrides: Readonly<Record<string, Json>>;
}): SessionConfig {
  const merged = [
    layers.workspace,
    layers.asked,
    ...Object.entries(layers.overrides).map(nest),
  ].reduce<JsonObject>((config, layer) => deepMerge(config, layer as JsonObject), DEFAULTS);
  const gate = {
    horizon: defaultHorizon(Number(merged["iterations"])),
    ...(layers.scorer === null ? {} : { metric: metricFor(layers.scorer) }),
    ...(merged["gate"] as JsonObject),
  };
  const caps = dropNulls(merged["caps"] as JsonObject);
  const parsed = sessionConfigSchema.safeParse({ ...merged, gate, caps });
  if (parsed.success) return parsed.data;
  throw new AppError("config-invalid", `The session's settings are not valid: ${describe(parsed.error)}.`, {
    hint: "Correct the named settings in workspace.yaml or --set.",
  });
}

/** A cap of null is none, also where a layer below set one. */
function dropNulls(caps: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(caps).filter(([, cap]) => cap !== null));
}

function nest([path, value]: readonly [string, Json]): JsonObject {
  return path.split(".").reduceRight<Json>((inner, key) => ({ [key]: inner }), value) as JsonObject;
}

function deepMerge(base: JsonObject, layer: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...base };
  for (const [key, value] of Object.entries(layer)) {
    const old = merged[key];
    merged[key] = isJsonObject(old) && isJsonObject(value) ? deepMerge(old, value) : value;
  }
  return merged;
}

function describe(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${["session", ...path].join(".")}: ${message}`).join("; ");
}
