import type { Scorer } from "#core/domain/dataset.ts";
import type { Fields } from "./fields.ts";
import type { Row } from "./row.ts";
import type { Source } from "./source.ts";

export type Reading = { readonly scorer: Scorer; readonly rows: AsyncIterable<Row> };

/** How files of one format are read. What is known of it without reading stands in core/domain/import-format.ts. */
export type Format = {
  /**
   * The rows of a source and what scores them: the scorer asked for, else what the file says, else exact. Rows come as
   * the file is read; whoever stops asking stops the reading. Throws dataset-invalid on what is no such file at all.
   */
  readonly read: (source: Source, scorer: Scorer | undefined) => Promise<Reading>;
  /** Which of a record's columns hold input and answer: those that were named, else those that can be told. */
  readonly chooseFields: (columns: readonly string[], named: Partial<Fields>) => Fields;
};
