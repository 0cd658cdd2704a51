import { err, ok, type Result } from "./result.ts";
import { formatPointer, type Json } from "./json.ts";

/** Deeper than anything people or models write; a cycle reaches it too. */
const MOST_LEVELS = 100;

/** Where a value stops being JSON, and why, for people. */
export type NotJson = { readonly path: string; readonly problem: string };

type Path = readonly (string | number)[];

/**
 * A copy of the value if all of it is JSON with a canonical form, else the first place where it is not. Each property
 * is read once, so nothing the caller keeps (an accessor, a reference) can change what was checked [R2].
 */
export function toPlainJson(value: unknown): Result<Json, NotJson> {
  return copy(value, []);
}

function copy(value: unknown, path: Path): Result<Json, NotJson> {
  switch (typeof value) {
    case "boolean":
      return ok(value);
    case "number":
      return Number.isFinite(value) ? ok(value) : refuse(path, `${value} is no JSON number`);
    case "string":
      return value.isWellFormed() ? ok(value) : refuse(path, "the text holds half of a character");
    case "object":
      if (value === null) return ok(null);
      if (path.length >= MOST_LEVELS) return refuse(path, `it is nested deeper than ${MOST_LEVELS} levels`);
      return Array.isArray(value) ? copyArray(value, path) : copyObject(value, path);
    case "undefined":
    case "function":
    case "symbol":
    case "bigint":
      return refuse(path, `a value of type ${typeof value} is not JSON`);
  }
}

function copyArray(list: readonly unknown[], path: Path): Result<Json, NotJson> {
  const items: Json[] = [];
  for (let index = 0; index < list.length; index += 1) {
    const item = copy(list[index], [...path, index]);
    if (!item.ok) return item;
    items.push(item.value);
  }
  return ok(items);
}

function copyObject(object: object, path: Path): Result<Json, NotJson> {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) {
    return refuse(path, "only plain objects are JSON");
  }
  const fields: Record<string, Json> = {};
  for (const key of Object.keys(object)) {
    const at = [...path, key];
    // Assigning it would change what the object is instead of what it holds, here or in whoever reads it next.
    if (key === "__proto__") return refuse(at, "a field may not be called __proto__");
    if (!key.isWellFormed()) return refuse(path, "a field's name holds half of a character");
    const field = copy((object as Record<string, unknown>)[key], at);
    if (!field.ok) return field;
    fields[key] = field.value;
  }
  return ok(fields);
}

function refuse(path: Path, problem: string): Result<Json, NotJson> {
  return err({ path: formatPointer(path), problem });
}
