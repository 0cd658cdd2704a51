import type { Json } from "#core/base/json.ts";
import type { Scorer } from "#core/domain/dataset.ts";
import type { Row } from "#core/evaluation/formats/row.ts";

export type LineOf = (path: readonly (string | number)[]) => number;

/** What was read of a document: records with `input` and `expected`, and why others are none. */
export type ReadSet = {
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
  /** What the file itself says how answers are compared; left out where it says nothing. */
  readonly scorer?: Scorer;
};

/** One sort of document. Null where the document is of another. */
export type Kind = (root: Json, lineOf: LineOf, scorer: Scorer | undefined) => ReadSet | null;
