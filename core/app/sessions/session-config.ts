import { AppError } from "#core/base/app-error.ts";
import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { describeIssues, wordIssue } from "#core/base/word-issue.ts";
import { USUAL_OPTIMIZER } from "#core/domain/optimizers/plan.ts";
import { upgradeSettings, wasFlat } from "#core/domain/optimizers/upgrade.ts";
import { sessionConfigSchema, type SessionConfig } from "#core/domain/session.ts";
import { metricFor } from "#core/domain/gate/config.ts";
import type { Scorer } from "#core/domain/dataset.ts";
import { NEARLY_THE_SAME } from "#core/proposals/near-duplicate.ts";
import { defaultHorizon } from "#core/domain/statistics/e-lond.ts";

/** What a session is unless somebody says otherwise. */
const DEFAULTS = {
  optimizer: { type: USUAL_OPTIMIZER },
  repetitions: 1,
  concurrency: 4,
  stallAfter: 10,
  nearDuplicates: { threshold: NEARLY_THE_SAME, action: "flag" },
  gate: {},
} as const;

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
    layers.workspace as JsonObject,
    layers.asked as JsonObject,
    ...Object.entries(layers.overrides).map(nest),
  ].reduce<JsonObject>(mergeLayer, DEFAULTS);
  const asked = merged["gate"];
  const usual = {
    horizon: defaultHorizon(Number(merged["iterations"])),
    ...(layers.scorer === null ? {} : { metric: metricFor(layers.scorer) }),
  };
  // What is no object is refused as what it is.
  const gate = isJsonObject(asked) ? { ...usual, ...asked } : asked;
  const caps = dropNulls(merged["caps"] as JsonObject);
  const parsed = sessionConfigSchema.safeParse({ ...merged, gate, caps }, { error: wordIssue });
  if (parsed.success) return parsed.data;
  throw new AppError(
    "config-invalid",
    `The session's settings are not valid: ${describeIssues(parsed.error.issues, ["session"])}.`,
    {
      hint: "Correct the named settings.",
      way: "settings",
    },
  );
}

/** A cap of null is none, also where a layer below set one. */
function dropNulls(caps: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(caps).filter(([, cap]) => cap !== null));
}

/** What the optimizer takes may also be named as it was when there was one optimizer: without saying whose it is. */
function nest([path, value]: readonly [string, Json]): JsonObject {
  const keys = wasFlat(path) ? ["optimizer", path] : path.split(".");
  return keys.reduceRight<Json>((inner, key) => ({ [key]: inner }), value) as JsonObject;
}

/** Another optimizer begins with its own defaults: what layers below set was for the one before. */
function mergeLayer(config: JsonObject, layer: JsonObject): JsonObject {
  const { optimizer, ...others } = upgradeSettings(layer);
  const merged = deepMerge(config, others);
  if (optimizer === undefined) return merged;
  return isOfSame(config["optimizer"], optimizer)
    ? deepMerge(merged, { optimizer })
    : { ...merged, optimizer };
}

function isOfSame(before: Json | undefined, after: Json): boolean {
  if (!isJsonObject(before) || !isJsonObject(after)) return false;
  return after["type"] === undefined || after["type"] === before["type"];
}

/** By name alone: what is called as what every object has, such as __proto__, is a setting like another, and refused as one. */
function deepMerge(base: JsonObject, layer: JsonObject): JsonObject {
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(layer)) {
    const old = merged.get(key);
    merged.set(key, isJsonObject(old) && isJsonObject(value) ? deepMerge(old, value) : value);
  }
  return Object.fromEntries(merged);
}
