import { Option, type Command } from "commander";
import type { TraceRowDocument } from "#core/contract/traces.ts";
import { OPEN_SPLITS, type OpenSplit } from "#core/domain/dataset.ts";
import { TRACE_FORMATS, type TraceFormat } from "#core/domain/trace-files/formats.ts";
import {
  askWorkspace,
  callWorkspace,
  fromWhereTyped,
  print,
  readWorkspace,
} from "#core/host/cli/call-workspace.ts";
import { formatAnsweredBy } from "#core/host/cli/format/answered-by.ts";
import { formatComparison } from "#core/host/cli/format/comparison.ts";
import { formatResult } from "#core/host/cli/format/result.ts";
import { formatPercent, formatTable, shortId } from "#core/host/cli/format/format.ts";
import { formatSystem, formatTree } from "#core/host/cli/format/trace.ts";
import { sayText } from "#core/host/cli/terminal.ts";
import { writeWhole } from "#core/host/cli/write-whole.ts";
import { amount, moment, share } from "#core/host/cli/filter-arguments.ts";
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
  readonly tool?: string;
  readonly commit?: string;
  readonly minScore?: number;
  readonly maxScore?: number;
  readonly minUsd?: number;
  readonly maxUsd?: number;
  readonly since?: string;
  readonly until?: string;
};

type DiffArguments = [left: string, right: string, options: { readonly all?: boolean }, command: Command];
type ExportOptions = { readonly format: TraceFormat; readonly out?: string };
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
    .option("--tool <name>", "only those in which this tool was called")
    .option(
      "--commit <commit>",
      "only runs in the state of this commit: an id, its beginning, a branch or a tag",
    )
    .option("--min-score <share>", "only runs that scored so much, from 0 to 1", share)
    .option("--max-score <share>", "only runs that scored no more", share)
    .option("--min-usd <amount>", "only runs that cost so much, in US dollars", amount)
    .option("--max-usd <amount>", "only runs that cost no more", amount)
    .option("--since <time>", "only what began then or later: 2026-12-01, or with a time of day", moment)
    .option("--until <time>", "only what began before", moment)
    .option("--wrong", "only those whose answer was not all right")
    .option("--errors", "only those in which a step failed")
    .addOption(new Option("--split <split>", "only runs on its items").choices(OPEN_SPLITS))
    .action(async (options: ListOptions, command: Command) => {
      const { limit, text, wrong: isWrong = false, errors: hasErrors = false, ...others } = options;
      const filter = { limit, text, isWrong, hasErrors, ...others };
      await readWorkspace(command, async (client) => (await client.traces.find(filter)).rows, formatList);
    });
  const trace = program
    .command("trace")
    .description("one trace, two side by side, or those of other programs");
  addTraceFiles(trace);
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

/** What a trace is held against, and what it leaves as. */
function addTraceFiles(trace: Command): void {
  trace
    .command("diff")
    .description("two traces side by side: what each took, and where they first went different ways")
    .argument("<left>", "a trace's id or its beginning, or a run's id")
    .argument("<right>", "the other one")
    .option("--all", "also each step that is the same on both sides")
    .action(async (...[left, right, { all: isUnfolded = false }, command]: DiffArguments) => {
      const asked = { left, right, isUnfolded };
      await readWorkspace(command, async (client) => client.traces.compare(asked), formatComparison);
    });
  trace
    .command("export")
    .description("a trace as a file: OTLP for other programs, or a page that shows it without any")
    .argument("<id>", "a trace's id or its beginning, or a run's id")
    .addOption(new Option("--format <format>", "how").choices(TRACE_FORMATS).default("otlp"))
    .option("--out <file>", "write it to this file instead of printing it")
    .action(async (id: string, { format, out }: ExportOptions, command: Command) => {
      const { name, file } = await askWorkspace(command, (client) =>
        client.traces.export({ trace: id, format }),
      );
      if (out === undefined) {
        sayText(await file.text());
        return;
      }
      writeWhole(fromWhereTyped(out), new Uint8Array(await file.arrayBuffer()));
      print(command, { name, file: out, sizeBytes: file.size }, () => `The trace is in ${out}.`);
    });
}

function formatList(rows: readonly TraceRowDocument[]): string {
  const isAnswered = rows.some(({ answeredBy }) => answeredBy !== undefined);
  const answered = <T>(cell: T): readonly T[] => (isAnswered ? [cell] : []);
  return formatTable(
    [
      ...["trace", "started", "ms", "outcome", "item", "model"],
      ...answered("answered by"),
      ...["tokens", "USD", "spans", "errors", "name"],
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
      formatCost(row),
      String(row.spans),
      String(row.errors),
      row.name,
    ]),
  );
}

/** Of a run that is over, what it cost; unknown is not zero. */
function formatCost({ tokens, usd }: TraceRowDocument): string {
  if (tokens === null) return "";
  return usd === null ? "unknown" : usd.toFixed(4);
}

function formatOutcome({ outcome, isOpen, isComplete, replayOf }: TraceRowDocument): string {
  if (replayOf !== null) return "replay";
  if (isOpen) return "running";
  if (!isComplete) return "cut off";
  if (outcome === null) return "";
  return outcome.isCorrect ? "right" : `wrong, ${formatPercent(outcome.score)}`;
}
