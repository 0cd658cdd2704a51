/** The encodings that a text is read in, by the names of the Encoding Standard. */
export const ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1250",
  "windows-1251",
  "windows-1252",
  "windows-1253",
  "windows-1254",
  "windows-1257",
  "macintosh",
  "shift_jis",
  "euc-jp",
  "gb18030",
  "big5",
  "euc-kr",
] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** What parts the cells of a table, likeliest last where two would do. */
export const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** How a table is written, as a person says it or as it was told from its bytes. */
export type TableForm = {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  /** Whether its first row names the columns; otherwise they are "column 1", "column 2" and so on. */
  readonly header: boolean;
};
