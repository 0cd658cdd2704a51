import { formatPointer, isJsonObject, jsonEquals, type Json, type JsonObject } from "#core/base/json.ts";

/** One place where two documents differ; undefined is "not there". */
export type Difference = {
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
};

/**
 * Where two JSON documents differ, deepest paths that say it all. Arrays of equal length are compared element by
 * element; arrays of other lengths count as one difference, because no alignment of theirs is the right one [V11].
 */
export function diffJson(before: Json | undefined, after: Json | undefined): readonly Difference[] {
  return walk(before, after, []);
}

function walk(
  before: Json | undefined,
  after: Json | undefined,
  path: readonly (string | number)[],
): Difference[] {
  if (jsonEquals(before, after)) return [];
  if (isJsonObject(before) && isJsonObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
    return keys.flatMap((key) => walk(ownField(before, key), ownField(after, key), [...path, key]));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item: Json, index) => walk(item, after[index] as Json, [...path, index]));
  }
  return [{ path: formatPointer(path), before, after }];
}

/** A document's own field: names such as `constructor` are fields like any other, and absent unless written. */
function ownField(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
