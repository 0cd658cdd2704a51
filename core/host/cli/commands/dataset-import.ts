import { InvalidArgumentError, Option, type Command } from "commander";
import { IMPORT_FORMATS, SCORER_TYPES, SPLITS, type ImportFormat, type Split } from "#core/domain/dataset.ts";
import { DECIMALS, type Decimals } from "#core/domain/scoring/number-forms.ts";
import { listFormats } from "#core/domain/import-format.ts";
import { DELIMITERS, ENCODINGS, type Delimiter, type Encoding } from "#core/domain/table-form.ts";
import { callWorkspace, fromWhereTyped } from "#core/host/cli/call-workspace.ts";
import { formatImported } from "#core/host/cli/format/imported.ts";
import { neededOption } from "#core/host/cli/tell-missing.ts";
import { wholeNumber } from "#core/host/cli/whole-number.ts";
import { importOrAsk } from "./ask-for-fields.ts";
import { readScorer, type ScorerOptions } from "./scorer-options.ts";

type ImportOptions = ScorerOptions & {
  readonly name?: string;
  readonly format?: ImportFormat;
  readonly split?: Split;
  readonly seed: number;
  readonly input?: string[];
  readonly answer?: string;
  readonly answerPattern?: string;
  readonly decimals?: Decimals;
  readonly group?: string;
  readonly class?: string;
  readonly initialState?: string;
  readonly encoding?: Encoding;
  readonly delimiter?: Delimiter;
  readonly header?: boolean;
};

export function addDatasetImport(dataset: Command): void {
  dataset
    .command("import")
    .description("make a dataset from a file; lines that cannot be used are reported and left out")
    .argument("<file>", listFormats())
    .addOption(neededOption(new Option("--name <name>", "what to call the dataset (must be given)")))
    .addOption(
      new Option("--format <format>", "what the file is (default: by its ending)").choices(IMPORT_FORMATS),
    )
    .addOption(
      new Option(
        "--split <split>",
        "put all items there (default: divide 50/25/25 by a seeded hash)",
      ).choices(SPLITS),
    )
    .option("--seed <n>", "of the division", wholeNumber, 1)
    .option(
      "--input <fields>",
      "field of the task, a.b inside another; several with commas become named values",
      toFields,
    )
    .option("--answer <field>", "field of the expected answer")
    .option("--answer-pattern <re>", "regular expression with one group: the answer inside that field")
    .addOption(
      new Option(
        "--scorer <scorer>",
        "how outputs are scored (default: exact, or what promptfoo's checks say)",
      ).choices(SCORER_TYPES),
    )
    .option(
      "--scorer-file <file>",
      "of scorer code: a function (output, expected, item) of true, false, 0 to 1, or {pass, score, reason}",
    )
    .addOption(
      new Option(
        "--decimals <mark>",
        "what parts decimals in the answers (default: each answer tells)",
      ).choices(DECIMALS),
    )
    .option("--group <field>", "items that are equal here count as one and stay in one split")
    .option("--class <field>", "what sort of item it is, for tables")
    .option(
      "--initial-state <field>",
      'what environments begin in, as {"environment/NAME": {...}} (default: initialState)',
    )
    .addOption(
      new Option(
        "--encoding <name>",
        "how a text's characters are written (default: told by its bytes)",
      ).choices(ENCODINGS),
    )
    .addOption(
      new Option(
        "--delimiter <sign>",
        'what parts the cells of a table, "tab" too (default: told by its rows)',
      )
        .choices(DELIMITER_NAMES)
        .argParser(toDelimiter),
    )
    .option("--header", "the first row of a table names its columns (default: told by its rows)")
    .option("--no-header", 'it does not: its columns are "column 1", "column 2" and so on')
    .action(importFile);
}

async function importFile(file: string, options: ImportOptions, command: Command): Promise<void> {
  const { scorer: named, scorerFile, class: className, split = null, name, ...rest } = options;
  const scorer = readScorer({
    ...(named === undefined ? {} : { scorer: named }),
    ...(scorerFile === undefined ? {} : { scorerFile }),
  });
  const request = {
    ...rest,
    name,
    source: { path: fromWhereTyped(file) },
    split,
    ...(className === undefined ? {} : { className }),
    ...(scorer === undefined ? {} : { scorer }),
  };
  await callWorkspace(
    command,
    async (client) => importOrAsk(client, request, { file, command }),
    formatImported,
  );
}

function toFields(text: string): string[] {
  const fields = text.split(",").map((field) => field.trim());
  if (fields.includes("")) throw new InvalidArgumentError("It takes field names with commas between them.");
  return fields;
}

const TAB_NAME = "tab";
const DELIMITER_NAMES = DELIMITERS.map((delimiter) => (delimiter === "\t" ? TAB_NAME : delimiter));

function toDelimiter(text: string): Delimiter {
  const delimiter = DELIMITERS.find((each) => each === (text === TAB_NAME ? "\t" : text));
  if (delimiter !== undefined) return delimiter;
  throw new InvalidArgumentError(`It takes one of ${DELIMITER_NAMES.join(" ")}.`);
}
