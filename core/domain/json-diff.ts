import { formatPointer, isJsonObject, jsonEquals, type Json } from "#core/base/json.ts";

/** One place where two documents differ; undefined is "not there". */
export type Difference = {
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
};

/**
 * Where two JSON documents differ, deepest paths that say it all. Arrays of equal length are compared element by
 * element; arrays of other lengths count as one difference, because no alignment of theirs is the right one.
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
    return keys.flatMap((key) => walk(before[key], after[key], [...path, key]));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item: Json, index) => walk(item, after[index] as Json, [...path, index]));
  }
  return [{ path: formatPointer(path), before, after }];
}
