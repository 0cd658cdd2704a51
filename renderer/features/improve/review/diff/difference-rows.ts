import { isJsonObject, type Json } from "#core/base/json.ts";
import { diffJson } from "#core/domain/json-diff.ts";

/** One place in which two documents differ; a side that lacks it is undefined. */
export type DifferenceRow = {
  /** For people: "provenance › run". */
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
};

/** Where two documents differ, leaf by leaf: an object that came or went is shown by its fields. */
export function listDifferences(before: Json | undefined, after: Json | undefined): readonly DifferenceRow[] {
  return diffJson(before, after).flatMap((difference) =>
    unfold({ path: difference.path, before: difference.before, after: difference.after }),
  );
}

function unfold({ path, before, after }: DifferenceRow): readonly DifferenceRow[] {
  const whole = before ?? after;
  const isOneSided = before === undefined || after === undefined;
  if (!isOneSided || !isJsonObject(whole) || Object.keys(whole).length === 0) {
    return [{ path: path.slice(1).replaceAll("/", " › "), before, after }];
  }
  return Object.entries(whole).flatMap(([key, value]) => {
    const inner = `${path}/${key}`;
    return unfold(
      before === undefined ? { path: inner, before, after: value } : { path: inner, before: value, after },
    );
  });
}
