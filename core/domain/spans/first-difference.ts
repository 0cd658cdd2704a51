import { formatPointer, isJsonObject, jsonEquals, type Json } from "#core/base/json.ts";

export type FirstDifference = {
  /** Into both values. */
  readonly pointer: string;
  /** What stands there; undefined where nothing does. */
  readonly left: Json | undefined;
  readonly right: Json | undefined;
};

/** The first place, in reading order, at which two values differ: in lists the first entry that does; null where none does. */
export function findFirstDifference(left: Json | undefined, right: Json | undefined): FirstDifference | null {
  const path: (string | number)[] = [];
  let [one, other] = [left, right];
  if (jsonEquals(one, other)) return null;
  for (let step = stepInto(one, other); step !== null; step = stepInto(one, other)) {
    path.push(step.key);
    [one, other] = [step.left, step.right];
  }
  return { pointer: formatPointer(path), left: one, right: other };
}

type Step = {
  readonly key: string | number;
  readonly left: Json | undefined;
  readonly right: Json | undefined;
};

function stepInto(left: Json | undefined, right: Json | undefined): Step | null {
  if (Array.isArray(left) && Array.isArray(right)) {
    const [one, other] = [left as readonly Json[], right as readonly Json[]];
    return firstOf(
      Array.from({ length: Math.max(one.length, other.length) }, (_, key) => key),
      (key) => [one[key], other[key]],
    );
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return null;
  return firstOf([...new Set([...Object.keys(left), ...Object.keys(right)])], (key) => [
    Object.hasOwn(left, key) ? left[key] : undefined,
    Object.hasOwn(right, key) ? right[key] : undefined,
  ]);
}

function firstOf<Key extends string | number>(
  keys: readonly Key[],
  at: (key: Key) => readonly [Json | undefined, Json | undefined],
): Step | null {
  const key = keys.find((each) => !jsonEquals(...at(each)));
  if (key === undefined) return null;
  const [left, right] = at(key);
  return { key, left, right };
}
