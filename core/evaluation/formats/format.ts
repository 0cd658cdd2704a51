import type { Scorer } from "#core/domain/dataset.ts";
import type { TableForm } from "#core/domain/table-form.ts";
import type { Fields } from "./fields.ts";
import type { Row } from "./row.ts";
import type { Source } from "./source.ts";

export type Reading = {
  readonly scorer: Scorer;
  readonly rows: AsyncIterable<Row>;
  /** How a table is written; left out by what is none. */
  readonly table?: TableForm;
  /** What was taken to be so of the file as a whole, in whole sentences, for whoever imports it to check. */
  readonly notes?: readonly string[];
};

/** The rows of a source with what was understood of it. */
export type Records = Required<Pick<Reading, "rows" | "notes">>;

/** What a person says of how a file is written; what is left out is told from its bytes. */
export type SaidForm = { readonly [K in keyof TableForm]?: TableForm[K] | undefined } & {
  /** The source is the beginning of a file, up to the end of a line: what is open there goes on in the rest. */
  readonly isCut?: boolean | undefined;
};

/** How files of one format are read. What is known of it without reading stands in core/domain/import-format.ts. */
export type Format = {
  /**
   * The rows of a source and what scores them: the scorer asked for, else what the file says, else exact. Rows come as
   * the file is read; whoever stops asking stops the reading. Throws dataset-invalid on what is no such file at all.
   */
  readonly read: (source: Source, scorer: Scorer | undefined, said?: SaidForm) => Promise<Reading>;
  /** Which of a record's columns hold input and answer: those that were named, else those that can be told. */
  readonly chooseFields: (columns: readonly string[], named: Partial<Fields>) => Fields;
};
