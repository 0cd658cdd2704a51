import { IMPORT_FORMATS, type ImportFormat } from "./dataset.ts";

/** What can be known of a format without reading a file in it: by what it is told, and what a person is asked for. */
export type FormatFacts = {
  /** Its name, for people. */
  readonly label: string;
  /** Of file names, in lower case. */
  readonly endings: readonly string[];
  /** Whether a text that is none of the formats before this one begins as this one does. */
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
  promptfoo: {
    label: "promptfoo YAML",
    endings: [".yaml", ".yml"],
    // A configuration, or a bare list of tests.
    isBegunBy: (start) =>
      /^\s*(tests|prompts|description|providers)\s*:/m.test(start) || /^\s*-\s+(vars|assert)\s*:/.test(start),
    isTold: (start) =>
      /^\s*\{/.test(start) &&
      /"(tests|scenarios)"\s*:/.test(start) &&
      /"(prompts|providers|defaultTest)"\s*:/.test(start),
    isReadWhole: true,
    tellsAnswers: true,
  },
  csv: {
    label: "CSV",
    endings: [".csv", ".tsv"],
    isBegunBy: (start) => /^\s*[^\n]*[,;\t]/.test(start),
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
export function formatByMarks(text: string): ImportFormat | null {
  const start = text.slice(0, START_CHARACTERS);
  return findFormat(({ isTold }) => isTold?.(start) === true);
}

/** The format that a file name ends like; null where none does. */
export function formatByName(name: string): ImportFormat | null {
  const lower = name.toLowerCase();
  return findFormat(({ endings }) => endings.some((ending) => lower.endsWith(ending)));
}

/** The format of a source by its name, else by how its text begins; null where neither says it [C22]. */
export function recogniseFormat({
  name,
  text,
}: {
  readonly name: string;
  readonly text: string;
}): ImportFormat | null {
  const start = text.slice(0, START_CHARACTERS);
  return formatByMarks(start) ?? formatByName(name) ?? findFormat(({ isBegunBy }) => isBegunBy(start));
}

function findFormat(suits: (facts: FormatFacts) => boolean): ImportFormat | null {
  return IMPORT_FORMATS.find((format) => suits(FORMAT_FACTS[format])) ?? null;
}

/** All formats in one phrase: "JSON lines, CSV, or promptfoo YAML". */
export function listFormats(): string {
  const labels = IMPORT_FORMATS.map((format) => FORMAT_FACTS[format].label);
  return new Intl.ListFormat("en", { type: "disjunction" }).format(labels);
}
