import { InvalidArgumentError, Option, type Command } from "commander";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import {
  IMPORT_FORMATS,
  OPEN_SPLITS,
  SCORER_TYPES,
  SPLITS,
  type ImportFormat,
  type OpenSplit,
  type Split,
} from "#core/domain/dataset.ts";
import { DECIMALS, type Decimals } from "#core/domain/scoring/number-forms.ts";
import { listFormats } from "#core/domain/import-format.ts";
import { DELIMITERS, ENCODINGS, type Delimiter, type Encoding } from "#core/domain/table-form.ts";
import { callWorkspace, fromWhereTyped, readWorkspace } from "#core/host/cli/call-workspace.ts";
import { formatTable } from "#core/host/cli/format/format.ts";
import { warnOfFewItems } from "#core/domain/statistics/what-items-show.ts";
import { addDatasetRemovals } from "./dataset-delete.ts";
import { readScorer, type ScorerOptions } from "./scorer-options.ts";
import { wholeNumber } from "#core/host/cli/whole-number.ts";

type ImportOptions = ScorerOptions & {
  readonly name: string;
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

const MAX_SHOWN = 20;

export function addDatasetCommands(program: Command): void {
  const dataset = program.command("dataset").description("items to learn from and to be measured by");
  addImportCommand(dataset);
  addShowCommand(dataset);
  dataset
    .command("list")
    .description("list datasets")
    .option("--archived", "those that were archived, too")
    .action(async ({ archived = false }: { readonly archived?: boolean }, command: Command) => {
      await callWorkspace(
        command,
        async (client) => (await client.data.list()).filter(({ isArchived }) => archived || !isArchived),
        formatList,
      );
    });
  addDatasetRemovals(dataset);
}

function addImportCommand(dataset: Command): void {
  dataset
    .command("import")
    .description("make a dataset from a file; lines that cannot be used are reported and left out")
    .argument("<file>", listFormats())
    .requiredOption("--name <name>", "what to call the dataset")
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
    .action(async (file: string, options: ImportOptions, command: Command) => {
      const { scorer: named, scorerFile, class: className, split = null, ...rest } = options;
      const scorer = readScorer({
        ...(named === undefined ? {} : { scorer: named }),
        ...(scorerFile === undefined ? {} : { scorerFile }),
      });
      const request = {
        ...rest,
        source: { path: fromWhereTyped(file) },
        split,
        ...(className === undefined ? {} : { className }),
        ...(scorer === undefined ? {} : { scorer }),
      };
      await callWorkspace(command, (client) => client.data.import(request), formatImported);
    });
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

type ImportDocument = Awaited<ReturnType<WorkspaceClient["data"]["import"]>>;

function formatImported({
  name,
  items,
  splits,
  skipped,
  skippedCount,
  findings,
  notes,
}: ImportDocument): string {
  const counts = SPLITS.map((split) => `${splits[split]} ${SPLIT_WORDS[split]}`).join(", ");
  const left = skippedCount - MAX_SHOWN;
  return [
    `Imported ${items} items as ${name}: ${counts}.`,
    ...notes,
    ...(skipped.length === 0 ? [] : [`Left out, ${skippedCount}:`]),
    ...skipped.slice(0, MAX_SHOWN).map(({ line, reason }) => `  line ${line}: ${reason}`),
    ...(left > 0 ? [`  and ${left} more; --json lists them`] : []),
    ...findings.map(formatFinding),
    ...warnOfSize(name, { items, validation: splits.validation }),
  ].join("\n");
}

/** With the first of its lines. */
function formatFinding({ reason, lines, count }: ImportDocument["findings"][number]): string {
  if (lines.length === 0) return `Warning: ${reason}`;
  const shown = lines.slice(0, MAX_LINES).join(", ");
  return `Warning: ${reason} (${lines.length === 1 ? "line" : "lines"} ${shown}${count > MAX_LINES ? ", …" : ""})`;
}

const MAX_LINES = 5;

const SPLIT_WORDS: Readonly<Record<Split, string>> = {
  train: "train",
  validation: "validation",
  test: "test (sealed)",
};

type Sizes = { readonly items: number; readonly validation: number };

/** What so many validation items cannot show; nothing where they show changes worth having [C21]. */
function warnOfSize(name: string, { items, validation }: Sizes): readonly string[] {
  const warning = warnOfFewItems(validation);
  if (warning === null) return [];
  const rest = validation < items ? ", or more of them into validation with --split validation" : "";
  return [`Warning: ${name} has ${warning} Import more items${rest}.`];
}

type ShowOptions = { readonly split: OpenSplit; readonly limit: number; readonly text: string };

function addShowCommand(dataset: Command): void {
  dataset
    .command("show")
    .description("show the items of a dataset; those of the sealed test split are shown to nobody")
    .argument("<name>", "the dataset's name")
    .addOption(new Option("--split <split>", "whose items").choices(OPEN_SPLITS).default("train"))
    .option("--limit <n>", "show at most so many", wholeNumber, 20)
    .option("--text <text>", "only items with it in the id, the input or the expected answer", "")
    .action(async (name: string, { split, limit, text }: ShowOptions, command: Command) => {
      // Whoever sees validation items is put on record, which takes writing.
      const ask = split === "validation" ? callWorkspace : readWorkspace;
      await ask(
        command,
        async (client) => {
          const facts = (await client.data.list()).find((each) => each.name === name);
          // Says itself that there is no such dataset.
          const page = await client.data.items({ dataset: name, split, limit, text });
          return { dataset: facts ?? null, split, ...page };
        },
        ({ dataset: facts, total, items }) =>
          [
            ...(facts === null ? [] : [formatList([facts]), ""]),
            `${items.length} of ${total} ${split} items`,
            formatItems(items),
          ].join("\n"),
      );
    });
}

type ItemDocument = Awaited<ReturnType<WorkspaceClient["data"]["items"]>>["items"][number];

/** Few datasets say what environments begin in: the others have no column for it. */
function formatItems(items: readonly ItemDocument[]): string {
  const tellsStates = items.some(({ initialState }) => initialState !== undefined);
  return formatTable(
    ["item", "class", ...(tellsStates ? ["begins in"] : []), "expected", "input"],
    items.map(({ id, className, expected, input, initialState = {} }) => [
      id,
      className ?? "",
      ...(tellsStates ? [Object.keys(initialState).join(", ")] : []),
      toLine(expected, MOST_EXPECTED),
      toLine(input, MOST_INPUT),
    ]),
  );
}

const MOST_EXPECTED = 40;
const MOST_INPUT = 200;

/** On one line, cut where it is long. */
function toLine(value: unknown, most: number): string {
  const text = (typeof value === "string" ? value : JSON.stringify(value)).replaceAll(/\s+/g, " ");
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

type ListDocument = Awaited<ReturnType<WorkspaceClient["data"]["list"]>>;

function formatList(datasets: ListDocument): string {
  if (datasets.length === 0) return "No datasets. Import one with `dataset import`.";
  return formatTable(
    ["dataset", "scorer", ...SPLITS, "looks", "made"],
    datasets.map(({ name, scorer, splits, looks, createdAt }) => [
      name,
      scorer.type,
      ...SPLITS.map((split) => String(splits[split])),
      `${looks.spent} of ${looks.budget}`,
      createdAt.slice(0, 16).replace("T", " "),
    ]),
  );
}
