/**
 * What the values of a column are, as far as they were seen: `mixed` where they are of several kinds, `empty` where there
 * are none. A `decimal-comma` is a number as 1,5 beside others that no thousands can be parted in.
 */
export const COLUMN_KINDS = [
  "text",
  "whole-number",
  "number",
  "decimal-comma",
  "truth",
  "list",
  "object",
  "mixed",
  "empty",
] as const;
export type ColumnKind = (typeof COLUMN_KINDS)[number];

/** A column of a source, seen in its first rows. */
export type ColumnFacts = {
  /** "a.b" is a field inside a field. */
  readonly name: string;
  readonly kind: ColumnKind;
  /** Rows seen that have nothing in it. */
  readonly empty: number;
  /** Different values seen. */
  readonly distinct: number;
  /** What the first row that has something holds in it, shortened. */
  readonly sample: string;
  /** What looks wrong about its values, in whole sentences. */
  readonly notes: readonly string[];
};
