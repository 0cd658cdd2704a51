import { splitIntoUnits } from "./line-units.ts";
import { findLineChanges, type LineChange } from "#renderer/editor/line-changes.ts";

type Compared = {
  readonly before: string;
  readonly after: string;
  readonly changes: readonly LineChange[];
};

/** More than the texts of any one proposal. */
const KEPT = 32;

/** Beside the one store, as it is no state: what a pure function answered, which it would answer again. */
let compared: readonly Compared[] = [];

/** What differs between two texts, line by line (line-units.ts); a proposal that is read again has the same ones, and they are not compared again. */
export function recallLineChanges(before: string, after: string): readonly LineChange[] {
  const known = compared.find((each) => each.before === before && each.after === after);
  if (known !== undefined) return known.changes;
  const changes = findLineChanges(before, after).flatMap((change) => splitIntoUnits(before, after, change));
  compared = [{ before, after, changes }, ...compared.slice(0, KEPT - 1)];
  return changes;
}
