import { jsonEquals, type JsonObject } from "#core/base/json.ts";
import { connectionSchema, type Connection } from "#core/domain/connection.ts";

/**
 * What changed from `before` to `after`, laid over what the file says `now`: what was saved elsewhere while a form was
 * open stays, and so does what no form knows of.
 */
export function layChanges(now: Connection, before: Connection, after: Connection): Connection {
  return connectionSchema.parse(layOver(plain(now), plain(before), plain(after)));
}

function layOver(now: JsonObject, before: JsonObject, after: JsonObject): JsonObject {
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (member) => !jsonEquals(before[member], after[member]),
  );
  const kept = Object.entries(now).filter(([member]) => !changed.includes(member));
  const laid = changed.flatMap((member) => {
    const value = after[member];
    const old = before[member];
    const current = now[member];
    if (!isObject(current) || !(isObject(value) || isObject(old)))
      return value === undefined ? [] : [[member, value] as const];
    const inner = layOver(current, isObject(old) ? old : {}, isObject(value) ? value : {});
    return Object.keys(inner).length === 0 ? [] : [[member, inner] as const];
  });
  return Object.fromEntries([...kept, ...laid]);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Members that are there without a value are not there. */
function plain(connection: Connection): JsonObject {
  // What passed the schema of connections is JSON.
  return JSON.parse(JSON.stringify(connection)) as JsonObject;
}
