import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { usualSettings } from "./table.ts";

/** While reflection was the only optimizer, its settings stood flat beside all others. */
const FLAT: readonly string[] = ["minibatch", "failuresShown", "successesShown", "hypotheses", "temperature"];

/** Whether a setting had this name beside all others before it became the optimizer's. */
export function wasFlat(name: string): boolean {
  return FLAT.includes(name);
}

/**
 * Settings of a session with everything about the optimizer under its name, where the name alone was written or
 * reflection's settings stood flat. Flat ones beside another optimizer stay: they are none of its,
 * and are refused [S18].
 */
export function upgradeSettings(settings: JsonObject): JsonObject {
  const { optimizer: said, ...others } = settings;
  const named = typeof said === "string" ? { type: said } : said;
  const flat = filterEntries(others, wasFlat);
  if (Object.keys(flat).length === 0 || isOther(named)) {
    return named === undefined ? settings : { ...others, optimizer: named };
  }
  return {
    ...filterEntries(others, (name) => !wasFlat(name)),
    optimizer: { type: "reflection", ...flat, ...(named as JsonObject | undefined) },
  };
}

/**
 * The configuration of a session as it was stored, by whichever version: every setting of its
 * optimizer has a value [S18].
 */
export function upgradeStored(config: Json): Json {
  if (!isJsonObject(config) || typeof config["optimizer"] !== "string") return config;
  const { optimizer, ...others } = upgradeSettings(config);
  return { ...others, optimizer: { ...usualSettings("reflection"), ...(optimizer as JsonObject) } };
}

function isOther(named: Json | undefined): boolean {
  if (named === undefined) return false;
  return !isJsonObject(named) || (named["type"] ?? "reflection") !== "reflection";
}

function filterEntries(object: JsonObject, isWanted: (name: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => isWanted(name)));
}
