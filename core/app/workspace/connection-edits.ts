import { jsonEquals, type Json, type JsonObject } from "#core/base/json.ts";
import type { Connection } from "#core/domain/connection.ts";
import type { SettingsEdit } from "./settings-file.ts";

/**
 * How one connection of workspace.yaml becomes another: only what changes is written, so that comments beside the rest
 * stay. Null takes it out.
 */
export function connectionEdits(
  name: string,
  before: Connection | undefined,
  after: Connection | null,
): readonly SettingsEdit[] {
  const path = ["connections", name];
  if (after === null) return [{ path, value: null }];
  const next = plain(after);
  // Without a member of its own it would be taken out with the last one of before.
  if (before === undefined || Object.keys(next).length === 0) return [{ path, value: next }];
  const old = plain(before);
  const members = [...new Set([...Object.keys(next), ...Object.keys(old)])];
  return members
    .filter((member) => !jsonEquals(old[member], next[member]))
    .map((member) => ({ path: [...path, member], value: next[member] ?? null }));
}

/** Members that are there without a value are not there. */
function plain(connection: Connection): JsonObject {
  return JSON.parse(JSON.stringify(connection)) as Record<string, Json>;
}
