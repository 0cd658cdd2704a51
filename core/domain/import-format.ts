import { IMPORT_FORMATS, type ImportFormat } from "./dataset.ts";

/** What can be known of a format without reading a file in it: by what it is told, and what a person is asked for. */
export type FormatFacts = {
  /** Its name, for people. */
  readonly label: string;
  /** Of file names, in lower case. */
  readonly endings: readonly string[];
  /** Whether a text that is none of the formats before this one begins as this one does; a file of bytes as Latin-1. */
  readonly isBegunBy: (start: string) => boolean;
  /** Whether its beginning tells it for certain, whatever the file is called. */
  readonly isTold?: (start: string) => boolean;
  /** Only a whole text can be read; otherwise its first lines can be read by themselves. */
  readonly isReadWhole: boolean;
  /** The file itself says what is expected and how it is scored: no answer field and no scorer are chosen. */
  readonly tellsAnswers: boolean;
};

/** Characters of a text that tell its format. */
const START_CHARACTERS = 2000;

export const FORMAT_FACTS: Readonly<Record<ImportFormat, FormatFacts>> = {
  parquet: {
    label: "Parquet",
    endings: [".parquet", ".pq"],
    isBegunBy: (start) => start.startsWith("PAR1"),
    isTold: (start) => start.startsWith("PAR1"),
    isReadWhole: true,
    tellsAnswers: false,
  },
  evalset: {
    label: "an evaluation set (ADK, Evals API, SQuAD)",
    endings: [".evalset.json", ".test.json"],
    isBegunBy: isEvalset,
    isTold: isEvalset,
    isReadWhole: true,
    tellsAnswers: false,
  },
  jsonl: {
    label: "JSON lines",
    endings: [".jsonl", ".ndjson"],
    isBegunBy: (start) => /^\s*\{/.test(start),
    isReadWhole: false,
    tellsAnswers: false,
  },
  json: {
    label: "JSON",
    endings: [".json"],
    isBegunBy: (start) => /^\s*\[\s*[[{\]]/.test(start),
    isReadWhole: true,
    tellsAnswers: false,
  },
  promptfoo: {
    label: "promptfoo YAML",
    endings: [".yaml", ".yml"],
    // A configuration, a bare list of tests, or a registry of evaluations.
    isBegunBy: (start) =>
      /^\s+(class\s*:\s*evals\.|samples_jsonl\s*:)/m.test(start) ||
      /^\s*(tests|prompts|description|providers)\s*:/m.test(start) ||
      /^\s*-\s+(vars|assert)\s*:/.test(start),
    isTold: (start) =>
      /^\s*\{/.test(start) &&
      /"(tests|scenarios)"\s*:/.test(start) &&
      /"(prompts|providers|defaultTest)"\s*:/.test(start),
    isReadWhole: true,
    tellsAnswers: true,
  },
  yaml: {
    label: "YAML",
    endings: [".yaml", ".yml"],
    // A list of maps, bare or under a name.
    isBegunBy: (start) =>
      /^(?:\s|#[^\n]*\n|---[^\n]*\n)*(?:[\w-]+:[ \t]*\n(?:\s|#[^\n]*\n)*)?- +["']?[\w -]+["']?:(?:\s|$)/.test(
        start,
      ),
    isReadWhole: true,
    tellsAnswers: false,
  },
  csv: {
    label: "CSV",
    endings: [".csv", ".tsv", ".tab"],
    isBegunBy: (start) => /^\s*[^\n]*[,;\t|]/.test(start),
    isReadWhole: false,
    tellsAnswers: false,
  },
};

/** JSON with a member that nothing else has. */
function isEvalset(start: string): boolean {
  return (
    /^\s*\{[^]*"(eval_cases|eval_set_id|testing_criteria)"\s*:/.test(start) ||
    /^\s*\{[^]*"data"\s*:\s*\[[^]*"paragraphs"\s*:/.test(start) ||
    /^\s*\[\s*\{[^]*"(expected_tool_use|expected_intermediate_agent_responses)"\s*:/.test(start)
  );
}

/** The format that the beginning of a text tells for certain; null where none does. */
function formatByMarks(start: string): ImportFormat | null {
  return IMPORT_FORMATS.find((format) => FORMAT_FACTS[format].isTold?.(start) === true) ?? null;
}

/**
 * The format of a source by its name and how its text begins: an ending that several formats have is told by the text,
 * and a text without such a name as well. Null where neither says it [C22].
 */
export function recogniseFormat({
  name,
  text,
}: {
  readonly name: string;
  readonly text: string;
}): ImportFormat | null {
  const start = text.slice(0, START_CHARACTERS).replace(/^\ufeff/, "");
  const begun = (format: ImportFormat): boolean => FORMAT_FACTS[format].isBegunBy(start);
  const named = formatsByName(name);
  return formatByMarks(start) ?? named.find(begun) ?? named.at(-1) ?? IMPORT_FORMATS.find(begun) ?? null;
}

/** Those whose ending the name has, the longest one that any of them has; none where it ends like no file of items. */
export function formatsByName(name: string): readonly ImportFormat[] {
  const lower = name.toLowerCase();
  const lengthOf = (format: ImportFormat): number =>
    Math.max(
      0,
      ...FORMAT_FACTS[format].endings
        .filter((ending) => lower.endsWith(ending))
        .map((ending) => ending.length),
    );
  const longest = Math.max(...IMPORT_FORMATS.map(lengthOf));
  return longest === 0 ? [] : IMPORT_FORMATS.filter((format) => lengthOf(format) === longest);
}

/** All formats in one phrase: "JSON lines, CSV, or promptfoo YAML". */
export function listFormats(): string {
  const labels = IMPORT_FORMATS.map((format) => FORMAT_FACTS[format].label);
  return new Intl.ListFormat("en", { type: "disjunction" }).format(labels);
}
