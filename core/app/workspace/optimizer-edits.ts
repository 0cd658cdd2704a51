import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { USUAL_OPTIMIZER, type OptimizerName } from "#core/domain/optimizers/plan.ts";
import { upgradeSettings, wasFlat } from "#core/domain/optimizers/upgrade.ts";
import type { SettingsEdit } from "./settings-file.ts";

export type OptimizerChange = {
  readonly type: OptimizerName;
  /** Null takes one out of the file. */
  readonly settings: Readonly<Record<string, number | null>>;
};

/** What workspace.yaml says of the optimizer of new sessions, under `session`: its name and settings, if anything. */
export function writtenOptimizer(session: JsonObject): JsonObject {
  const { optimizer } = upgradeSettings(session);
  return isJsonObject(optimizer) ? optimizer : {};
}

/**
 * The edits of workspace.yaml by which new sessions have this optimizer with these settings. What the file says of another
 * one goes; settings that stood flat move to the others. Where all is as usual, nothing is said.
 */
export function toOptimizerEdits(session: JsonObject, { type, settings }: OptimizerChange): SettingsEdit[] {
  const { type: before = USUAL_OPTIMIZER, ...written } = writtenOptimizer(session);
  const kept = before === type ? written : {};
  const wanted = Object.entries({ ...kept, ...settings }).filter(([, value]) => value !== null);
  const isUsual = type === USUAL_OPTIMIZER && wanted.length === 0;
  const isMap = before === type && isJsonObject(session["optimizer"]);
  const remove = (path: readonly string[]): SettingsEdit => ({ path: ["session", ...path], value: null });
  const put = (name: string, value: Json): SettingsEdit => ({ path: ["session", "optimizer", name], value });
  return [
    ...Object.keys(session)
      .filter(wasFlat)
      .map((name) => remove([name])),
    ...(session["optimizer"] !== undefined && (isUsual || !isMap) ? [remove(["optimizer"])] : []),
    ...(isUsual ? [] : [put("type", type), ...wanted.map(([name, value]) => put(name, value))]),
    ...(isMap && !isUsual
      ? Object.keys(settings)
          .filter((name) => settings[name] === null && name in written)
          .map((name) => remove(["optimizer", name]))
      : []),
  ];
}
