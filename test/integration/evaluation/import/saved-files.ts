import { parquetWriteBuffer } from "hyparquet-writer";
import type { ImportRequest } from "#core/evaluation/import/import-dataset.ts";

/** A file as a program or a person leaves it, and what an import makes of it. */
export type SavedFile = {
  readonly title: string;
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly asked?: Partial<Omit<ImportRequest, "source" | "name">>;
} & (
  | {
      /** Inputs and answers, in the order of the file. */
      readonly items: ReadonlyArray<readonly [input: unknown, expected: unknown]>;
      readonly ids?: readonly string[];
      readonly skipped?: ReadonlyArray<readonly [line: number, reason: RegExp]>;
      readonly notes?: RegExp;
    }
  | { readonly refused: RegExp; readonly hint: RegExp }
);

const latin1 = (text: string): Uint8Array =>
  Buffer.from(text.replaceAll("€", "\u0080").replaceAll("’", "\u0092"), "latin1");
const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, "utf16le");

/** "Işık nedir?" and the rest in windows-1254. */
const turkish = (text: string): Uint8Array => {
  const letters: Readonly<Record<string, number>> = {
    ı: 0xfd,
    ş: 0xfe,
    ğ: 0xf0,
    İ: 0xdd,
    Ş: 0xde,
    ç: 0xe7,
    ü: 0xfc,
    ö: 0xf6,
  };
  return Uint8Array.from(text, (letter) => letters[letter] ?? letter.charCodeAt(0));
};

/** 日本の首都は? and 東京 in Shift_JIS. */
const JAPANESE = Uint8Array.from([
  ...Buffer.from("question,answer\r\n"),
  ...[
    0x93, 0xfa, 0x96, 0x7b, 0x82, 0xcc, 0x8e, 0xf1, 0x93, 0x73, 0x82, 0xcd, 0x3f, 0x2c, 0x93, 0x8c, 0x8b,
    0x9e,
  ],
  ...Buffer.from("\r\n"),
]);

const bytes = (file: ArrayBuffer): Uint8Array => new Uint8Array(file);

export const SAVED_FILES: readonly SavedFile[] = [
  {
    title: "Excel in English, CSV UTF-8",
    name: "export.csv",
    content:
      '\ufeffid,question,answer\r\n1,"How wide is a 5"" pipe, in mm?",127\r\n2,"Line one\nline two",x\r\n',
    items: [
      ['How wide is a 5" pipe, in mm?', "127"],
      ["Line one\nline two", "x"],
    ],
    ids: ["1", "2"],
  },
  {
    title: "Excel in German, CSV: semicolons, windows-1252, decimal commas",
    name: "Größen.csv",
    content: latin1(
      "Frage;Antwort;;\r\nWie groß ist die Fläche in m²?;1,5;;\r\nWas kostet es in €?;12,50;;\r\n;;;\r\n",
    ),
    asked: { input: ["Frage"], answer: "Antwort", scorer: { type: "numeric", tolerance: 1e-9 } },
    items: [
      ["Wie groß ist die Fläche in m²?", "1,5"],
      ["Was kostet es in €?", "12,50"],
    ],
    notes: /windows-1252/,
  },
  {
    title: "Excel in French, CSV with an apostrophe of its own",
    name: "questions.csv",
    content: latin1("question;answer\r\nOù est l’été ?;là-bas\r\n"),
    items: [["Où est l’été ?", "là-bas"]],
    notes: /windows-1252/,
  },
  {
    title: "Excel in Turkish, CSV",
    name: "sorular.csv",
    content: turkish("question;answer\r\nIşık hızı kaç km/s'dir?;üç yüz bin\r\n"),
    items: [["Işık hızı kaç km/s'dir?", "üç yüz bin"]],
    notes: /windows-1254/,
  },
  {
    title: "Excel in Japanese, CSV",
    name: "items.csv",
    content: JAPANESE,
    items: [["日本の首都は?", "東京"]],
    notes: /shift_jis/,
  },
  {
    title: "Excel, Unicode text",
    name: "export.txt",
    content: utf16("question\tanswer\r\nWie heißt 日本?\tJapan\r\n"),
    items: [["Wie heißt 日本?", "Japan"]],
    notes: /utf-16le/,
  },
  {
    title: "Excel, a first line that sets the delimiter",
    name: "items.csv",
    content: "sep=;\r\nquestion;answer\r\nWhat is 2+3?;5\r\n",
    items: [["What is 2+3?", "5"]],
  },
  {
    title: "Excel for Mac, lines that end in CR",
    name: "items.csv",
    content: "question,answer\rWhat is 2+3?,5\rWhat is 2+4?,6\r",
    items: [
      ["What is 2+3?", "5"],
      ["What is 2+4?", "6"],
    ],
  },
  {
    title: "Excel, failed formulas and shortened ids",
    name: "items.csv",
    content: "id;question;answer\r\n1,23E+15;one;1\r\n2;#NV;2\r\n3;three;#DIV/0!\r\n4;four;4\r\n",
    items: [["four", "4"]],
    skipped: [
      [2, /"id" stands 1,23E\+15, a number that a spreadsheet shortened/],
      [3, /"question" stands #NV/],
      [4, /"answer" stands #DIV\/0!/],
    ],
  },
  {
    title: "a report with a title above its header",
    name: "report.csv",
    content: "Quarterly review,,\n\nquestion,answer,owner\nWho?,Ada,x\n",
    items: [["Who?", "Ada"]],
    skipped: [[1, /stands before the table's header/]],
  },
  {
    title: "a table without a header",
    name: "astronomy_test.csv",
    content: "What is 2+3?,3,4,5,6,C\nWhat is 2+4?,3,4,5,6,D\n",
    asked: { input: ["column 1", "column 2", "column 5"], answer: "column 6" },
    items: [
      [{ "column 1": "What is 2+3?", "column 2": "3", "column 5": "6" }, "C"],
      [{ "column 1": "What is 2+4?", "column 2": "3", "column 5": "6" }, "D"],
    ],
    notes: /first row was taken for values/,
  },
  {
    title: "a tab-separated table with inch marks and no quoting",
    name: "items.tsv",
    content: 'question\tanswer\nIs a 7" pipe wider?\tyes\nsay "hi"\tno\n',
    items: [
      ['Is a 7" pipe wider?', "yes"],
      ['say "hi"', "no"],
    ],
  },
  {
    title: "pandas, to_csv with its index and backslashes",
    name: "frame.csv",
    content: ',question,answer\n0,"say \\"hi\\", then go",1\n1,plain,2\n',
    items: [
      ['say "hi", then go', "1"],
      ["plain", "2"],
    ],
  },
  {
    title: "pandas, to_json",
    name: "frame.json",
    content: JSON.stringify({ question: { 0: "one", 1: "two" }, answer: { 0: 1, 1: 2 } }),
    items: [
      ["one", 1],
      ["two", 2],
    ],
    notes: /arranged by columns/,
  },
  {
    title: 'pandas, to_json in "split"',
    name: "frame.json",
    content: JSON.stringify({
      columns: ["question", "answer"],
      index: [0, 1],
      data: [
        ["one", 1],
        ["two", 2],
      ],
    }),
    items: [
      ["one", 1],
      ["two", 2],
    ],
  },
  {
    title: "Python, json.dump of a list with NaN",
    name: "items.json",
    content: '[\n  {"question": "one", "answer": NaN},\n  {"question": "two", "answer": 2}\n]\n',
    items: [["two", 2]],
    skipped: [[2, /NaN or Infinity, which are no numbers of JSON/]],
  },
  {
    title: "Python, dicts that were printed",
    name: "items.jsonl",
    content: "{'question': 'one', 'answer': None}\n{'question': \"it's two\", 'answer': 2}\n",
    refused: /line 1: the line is not valid JSON: its texts stand in single quotes/,
    hint: /Check the format/,
  },
  {
    title: "lines of JSON in brackets, named as lines",
    name: "items.jsonl",
    content: '[\n{"question":"q1","answer":"a"},\n{"question":"q2","answer":"b"}\n]\n',
    items: [
      ["q1", "a"],
      ["q2", "b"],
    ],
  },
  {
    title: "a task with its examples under a name",
    name: "task.json",
    content: JSON.stringify({
      name: "sums",
      keywords: ["arithmetic"],
      metrics: ["exact"],
      examples: [{ input: "1+1", target: "2" }],
    }),
    items: [["1+1", "2"]],
    notes: /list "examples"/,
  },
  {
    title: "the rows of a hub's viewer",
    name: "rows.json",
    content: JSON.stringify({
      features: [{ feature_idx: 0, name: "question" }],
      rows: [{ row_idx: 0, row: { question: "one", answer: "1" }, truncated_cells: [] }],
      num_rows_total: 1,
    }),
    items: [["one", "1"]],
  },
  {
    title: "ids of 64 bits",
    name: "items.jsonl",
    content:
      '{"id":653247040368672768,"question":"one","answer":"a"}\n{"id":653247040368672769,"question":"two","answer":"b"}\n{"id":653247040368672800,"question":"three","answer":"c"}\n',
    items: [
      ["one", "a"],
      ["two", "b"],
      ["three", "c"],
    ],
    ids: ["653247040368672768", "653247040368672769", "653247040368672800"],
  },
  {
    title: "PowerShell, lines of JSON in UTF-16",
    name: "items.jsonl",
    content: utf16('{"question":"größer?","answer":"ja"}\r\n'),
    items: [["größer?", "ja"]],
    notes: /utf-16le/,
  },
  {
    title: "places as features with geometry",
    name: "places.geojson.json",
    content: JSON.stringify({
      type: "FeatureCollection",
      features: [
        { type: "Feature", properties: { name: "Bern" }, geometry: { type: "Point", coordinates: [7, 46] } },
      ],
    }),
    refused: /Which field holds the input and which the answer was not said/,
    hint: /type, properties, properties\.name, geometry/,
  },
  {
    title: "YAML, a list of items",
    name: "items.yaml",
    content:
      "# Ours\n- id: 653247040368672769\n  question: one\n  answer: 1\n- just text\n- question: two\n  answer: 'no'\n",
    items: [
      ["one", 1],
      ["two", "no"],
    ],
    skipped: [[5, /the entry is not a map/]],
  },
  {
    title: "Parquet from a hub, with ids of 64 bits",
    name: "train-00000-of-00001.parquet",
    content: bytes(
      parquetWriteBuffer({
        columnData: [
          { name: "id", data: [653247040368672768n, 653247040368672769n], type: "INT64" },
          { name: "question", data: ["Größer?", "日本"], type: "STRING" },
          { name: "answer", data: [0.5, 2], type: "DOUBLE" },
        ],
      }),
    ),
    items: [
      ["Größer?", 0.5],
      ["日本", 2],
    ],
    ids: ["653247040368672768", "653247040368672769"],
    notes: /A Parquet file has no lines/,
  },
  {
    title: "Parquet with struct, list and times, read under another name",
    name: "part-0.snappy",
    content: bytes(
      parquetWriteBuffer({
        columnData: [
          { name: "question", data: [{ stem: "pick", at: 1 }], type: "JSON" },
          { name: "made", data: [new Date("2026-01-31T00:00:00Z")], type: "TIMESTAMP" },
          { name: "answer", data: ["B"], type: "STRING" },
        ],
      }),
    ),
    asked: { input: ["question.stem", "made"] },
    items: [[{ stem: "pick", made: "2026-01-31T00:00:00Z" }, "B"]],
  },
  {
    title: "an Excel workbook",
    name: "items.xlsx",
    content: Buffer.from("PK\u0003\u0004\u0014\0"),
    refused: /items\.xlsx is a workbook/,
    hint: /Save the sheet as CSV/,
  },
  {
    title: "a file that is still packed",
    name: "train.jsonl.gz",
    content: Uint8Array.of(0x1f, 0x8b, 8, 0),
    refused: /packed with gzip/,
    hint: /gunzip/,
  },
];
