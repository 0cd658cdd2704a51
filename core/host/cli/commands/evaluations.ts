import { extname } from "node:path";
import { InvalidArgumentError, Option, type Command } from "commander";
import { AppError } from "#core/base/app-error.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { SPLITS, type Split } from "#core/domain/dataset.ts";
import { nameColumn, type MatrixDocument } from "#core/domain/matrix/matrix.ts";
import { MATRIX_FORMATS, writeMatrix, type MatrixFormat } from "#core/domain/matrix/formats.ts";
import { addBudget, BUDGET_NAMES, toBudget, type BudgetOptions } from "#core/host/cli/budget-options.ts";
import { callWorkspace, fromWhereTyped, isJson, readWorkspace } from "#core/host/cli/call-workspace.ts";
import { formatEvaluations, formatShownEvaluation } from "#core/host/cli/format/evaluation-list.ts";
import { formatInterval, formatPercent, formatTable } from "#core/host/cli/format/format.ts";
import { refuseIdle } from "#core/host/cli/refuse-idle.ts";
import { withProgress } from "#core/host/cli/show-progress.ts";
import { tell } from "#core/host/cli/terminal.ts";
import { wholeNumber } from "#core/host/cli/whole-number.ts";
import { writeWhole } from "#core/host/cli/write-whole.ts";

type ListOptions = { readonly dataset?: string; readonly agent?: string; readonly limit: number };
type MatrixOptions = BudgetOptions & {
  readonly dataset?: string;
  readonly agent?: string;
  readonly split: Split;
  readonly commits?: readonly string[];
  readonly models?: readonly string[];
  readonly format?: MatrixFormat;
  readonly out?: string;
  readonly run?: true;
};

export function addEvaluationCommands(program: Command): void {
  const evaluation = program.command("evaluation").description("what was measured outside sessions");
  evaluation
    .command("list")
    .description("list evaluations, newest first")
    .option("--dataset <name>", "of this dataset")
    .option("--agent <name>", "of this agent")
    .option("--limit <n>", "list at most so many", wholeNumber, 1000)
    .action(async (options: ListOptions, command: Command) => {
      await readWorkspace(command, (client) => client.evaluations.list(options), formatEvaluations);
    });
  evaluation
    .command("show")
    .description("show one evaluation")
    .argument("<id>")
    .action(async (id: string, _options: unknown, command: Command) => {
      await readWorkspace(command, (client) => client.evaluations.show({ id }), formatShownEvaluation);
    });
  addMatrixCommand(program);
}

function addMatrixCommand(program: Command): void {
  addBudget(program.command("matrix"))
    .description("write a table of items × versions or models from what is on record")
    .option("--dataset <name>", "the dataset (default: the workspace's)")
    .option("--agent <name>", "the agent (default: the workspace's)")
    .addOption(
      new Option("--split <split>", "which items; test is a look that is counted")
        .choices(SPLITS)
        .default("validation"),
    )
    .option("--commits <names>", "a column for each, between commas (default: head)", names)
    .option("--models <names>", "a column for each, as NAME/MODEL, between commas", names)
    .addOption(
      new Option("--format <format>", "how it is written (default: by the file's ending)").choices(
        MATRIX_FORMATS,
      ),
    )
    .option("--out <file>", "write it to this file")
    .option("--run", "first run what is missing, within the caps")
    .action(async (options: MatrixOptions, command: Command) => {
      const format = formatOf(options);
      const { out } = options;
      if (options.run !== true)
        refuseIdle(command, BUDGET_NAMES, "without --run, which alone calls anything");
      if (out === undefined && isJson(command))
        refuseIdle(command, ["format"], "beside --json, which prints the document");
      const ask = async (client: WorkspaceClient): Promise<MatrixDocument> => {
        const matrix = await client.evaluations.matrix(toQuestion(options));
        if (options.run !== true || matrix.missing === 0) return matrix;
        await fillMatrix(client, matrix, options);
        return client.evaluations.matrix(toQuestion(options));
      };
      await callWorkspace(
        command,
        async (client) => {
          const matrix = await ask(client);
          if (out !== undefined) writeWhole(fromWhereTyped(out), writeMatrix(matrix, format ?? "json"));
          return matrix;
        },
        (matrix) =>
          out === undefined && format !== null
            ? writeMatrix(matrix, format)
            : [
                formatMatrix(matrix),
                ...(out === undefined ? [] : [`written to ${fromWhereTyped(out)}`]),
              ].join("\n"),
      );
      if (out !== undefined && isJson(command)) tell(`written to ${fromWhereTyped(out)}`);
    });
}

function names(text: string): readonly string[] {
  const all = text.split(",").map((name) => name.trim());
  if (all.every((name) => name !== "")) return all;
  throw new InvalidArgumentError("It takes names between commas.");
}

/** Null: a summary for people. Throws usage where the file's ending says nothing. */
function formatOf({ format, out }: MatrixOptions): MatrixFormat | null {
  if (format !== undefined) return format;
  if (out === undefined) return null;
  const ending = extname(out).slice(1).toLowerCase();
  const found = MATRIX_FORMATS.find((name) => name === ending);
  if (found !== undefined) return found;
  throw new AppError("usage", `"${out}" does not tell how the table is to be written.`, {
    hint: `Name --format: ${MATRIX_FORMATS.join(", ")}.`,
  });
}

function toQuestion({ dataset, agent, split, commits, models }: MatrixOptions) {
  return {
    split,
    ...(dataset === undefined ? {} : { dataset }),
    ...(agent === undefined ? {} : { agent }),
    ...(commits === undefined ? {} : { commits: [...commits] }),
    ...(models === undefined ? {} : { models: [...models] }),
  };
}

/** Runs what columns lack, and nothing else. Of test items none is named: a column with gaps is evaluated whole. */
async function fillMatrix(
  client: WorkspaceClient,
  { columns, dataset, agent, split }: MatrixDocument,
  options: MatrixOptions,
): Promise<void> {
  for (const column of columns.filter(({ missing }) => missing > 0)) {
    const { commit, model, missingItems, missing } = column;
    tell(`${nameColumn(column)}: ${missing} to run`);
    const slash = model.indexOf("/");
    await withProgress(client, () =>
      client.runs.evaluate({
        ...{ dataset, agent, split, at: commit },
        model: { provider: model.slice(0, slash), name: model.slice(slash + 1) },
        ...toBudget(options),
        ...(missingItems.length === 0 ? {} : { items: missingItems }),
      }),
    );
  }
}

function formatMatrix({ columns, rows, missing, dataset, split, agent }: MatrixDocument): string {
  return [
    `${agent} on ${dataset}/${split}: ${rows.length} items × ${columns.length}`,
    formatTable(
      ["column", "n", "accuracy", "no run"],
      columns.map((column) => [
        nameColumn(column),
        String(column.estimate?.n ?? 0),
        column.estimate === null
          ? "none"
          : `${formatPercent(column.estimate.accuracy)} ${formatInterval(column.estimate.interval)}`,
        String(column.missing),
      ]),
    ),
    `${rows.filter(({ isChanged }) => isChanged).length} items differ between columns`,
    ...(missing === 0 ? [] : [`${missing} cells have no run; --run makes them, so many runs at most`]),
  ].join("\n");
}
