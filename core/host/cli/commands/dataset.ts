import { Option, type Command } from "commander";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { OPEN_SPLITS, SPLITS, type OpenSplit } from "#core/domain/dataset.ts";
import { callWorkspace, readWorkspace } from "#core/host/cli/call-workspace.ts";
import { formatTable } from "#core/host/cli/format/format.ts";
import { wholeNumber } from "#core/host/cli/whole-number.ts";
import { addDatasetRemovals } from "./dataset-delete.ts";
import { addDatasetImport } from "./dataset-import.ts";

export function addDatasetCommands(program: Command): void {
  const dataset = program.command("dataset").description("items to learn from and to be measured by");
  addDatasetImport(dataset);
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
