import { Option, type Command } from "commander";
import type { TraceRowDocument } from "#core/contract/traces.ts";
import { OPEN_SPLITS, type OpenSplit } from "#core/domain/dataset.ts";
import { callWorkspace, readWorkspace } from "#core/host/cli/call-workspace.ts";
import { formatAnsweredBy } from "#core/host/cli/format/answered-by.ts";
import { formatResult } from "#core/host/cli/format/result.ts";
import { formatPercent, formatTable, shortId } from "#core/host/cli/format/format.ts";
import { formatSystem, formatTree } from "#core/host/cli/format/trace.ts";
import { wholeNumber } from "#core/host/cli/whole-number.ts";
import { addTraceImport } from "./trace-import.ts";

type ListOptions = {
  readonly limit: number;
  readonly text: string;
  readonly wrong?: true;
  readonly errors?: true;
  readonly agent?: string;
  readonly model?: string;
  readonly session?: string;
  readonly split?: OpenSplit;
};

type ShowOptions = { readonly full?: boolean };

export function addTraceCommands(program: Command): void {
  program
    .command("traces")
    .description("list traces, newest first")
    .option("--limit <n>", "list at most so many", wholeNumber, 200)
    .option(
      "--text <text>",
      "only those in which it was said, by or to a model or a tool, or that bear the name",
      "",
    )
    .option("--agent <name>", "only runs of this agent")
    .option("--model <name>", "only what called this model or was answered by it, NAME or PROVIDER/NAME")
    .option("--session <id>", "only what a session made, or took as evidence")
    .option("--wrong", "only those whose answer was not all right")
    .option("--errors", "only those in which a step failed")
    .addOption(new Option("--split <split>", "only runs on its items").choices(OPEN_SPLITS))
    .action(async (options: ListOptions, command: Command) => {
      const { limit, text, wrong: isWrong = false, errors: hasErrors = false, ...others } = options;
      const filter = { limit, text, isWrong, hasErrors, ...others };
      await readWorkspace(command, async (client) => (await client.traces.find(filter)).rows, formatList);
    });
  const trace = program.command("trace").description("one trace, or those of other programs");
  addTraceImport(trace);
  trace
    .command("show")
    .description("show a trace: the versions in force, and every model and tool call with its texts")
    .argument("<id>", "a trace's id or its beginning, or a run's id")
    .option("--full", "all of each text, not its beginning alone")
    .action(async (id: string, { full: isFull = false }: ShowOptions, command: Command) => {
      // Whoever sees what became of a validation item is put on record, which takes writing.
      await callWorkspace(
        command,
        (client) => client.traces.show({ trace: id }),
        ({ result, system, answeredBy, tree }) =>
          [
            ...(result === null ? [] : [formatResult(result)]),
            ...formatSystem(system),
            ...(answeredBy === undefined ? [] : [`calls answered by ${formatAnsweredBy(answeredBy)}`]),
            formatTree(tree, { isFull }),
          ].join("\n"),
      );
    });
}

function formatList(rows: readonly TraceRowDocument[]): string {
  const isAnswered = rows.some(({ answeredBy }) => answeredBy !== undefined);
  const answered = <T>(cell: T): readonly T[] => (isAnswered ? [cell] : []);
  return formatTable(
    [
      ...["trace", "started", "ms", "outcome", "item", "model"],
      ...answered("answered by"),
      ...["tokens", "spans", "errors", "name"],
    ],
    rows.map((row) => [
      shortId(row.trace),
      row.startedAt.slice(0, 19).replace("T", " "),
      row.durationMs.toFixed(0),
      formatOutcome(row),
      row.item?.id ?? "",
      row.model ?? "",
      ...answered(row.answeredBy === undefined ? "" : formatAnsweredBy(row.answeredBy)),
      row.tokens === null ? "" : String(row.tokens),
      String(row.spans),
      String(row.errors),
      row.name,
    ]),
  );
}

function formatOutcome({ outcome, isOpen, isComplete }: TraceRowDocument): string {
  if (isOpen) return "running";
  if (!isComplete) return "cut off";
  if (outcome === null) return "";
  return outcome.isCorrect ? "right" : `wrong, ${formatPercent(outcome.score)}`;
}
