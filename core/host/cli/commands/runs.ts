import { Option, type Command } from "commander";
import { SPLITS, type Split } from "#core/domain/dataset.ts";
import type { SpanDocument } from "#core/contract/runs.ts";
import { callWorkspace, readWorkspace } from "#core/host/cli/call-workspace.ts";
import { formatInterval, formatPercent, formatTable, shortId } from "#core/host/cli/format.ts";
import { formatResult } from "#core/host/cli/format-result.ts";
import { formatSpend } from "#core/host/cli/format-session.ts";
import { withProgress } from "#core/host/cli/show-progress.ts";
import { toModel, type ModelOptions } from "#core/host/cli/model-argument.ts";
import { wholeNumber } from "./init.ts";

type RunOptions = ModelOptions & { readonly agent?: string; readonly at: string; readonly seed: number };
type EvaluateOptions = RunOptions & {
  readonly dataset?: string;
  readonly split: Split;
  readonly limit?: number;
};

export function addRunCommands(program: Command): void {
  addModel(program.command("run"))
    .description("run an agent on one task")
    .argument("<task>")
    .action(async (task: string, options: RunOptions, command: Command) => {
      const answer = await callWorkspace(
        command,
        (client) => client.runs.run({ task, ...toChoice(options) }),
        ({ trace, output, error, spend }) =>
          [
            ...(error === undefined
              ? [show(output)]
              : [`Failed: ${error.message} [${error.code}]`, error.hint]),
            `trace ${trace}; ${formatSpend(spend)}`,
          ].join("\n"),
      );
      if (!answer.success) process.exitCode = 1;
    });
  addModel(program.command("evaluate"))
    .description("run an agent over a split of a dataset and score it")
    .option("--dataset <name>", "the dataset to run it over (default: the workspace's)")
    .addOption(new Option("--split <split>", "which items").choices(SPLITS).default("validation"))
    .option("--limit <n>", "only the first n items", wholeNumber)
    .action(async (options: EvaluateOptions, command: Command) => {
      const { dataset, split, limit } = options;
      await callWorkspace(
        command,
        (client) =>
          withProgress(client, () =>
            client.runs.evaluate({
              ...toChoice(options),
              split,
              ...(dataset === undefined ? {} : { dataset }),
              ...(limit === undefined ? {} : { limit }),
            }),
          ),
        (result) =>
          [
            `${result.dataset}/${result.split}: ${formatPercent(result.accuracy)} ${formatInterval(result.interval)} n=${result.n}, mean score ${formatPercent(result.score)}${result.isSimulated ? " (simulated model)" : ""}`,
            `${result.correct} right; ${formatSpend(result.spend)}`,
            ...(result.errors === 0 ? [] : [`${result.errors} errors, counted as wrong:`]),
            ...result.errorReasons.map(({ reason, count }) => `  ${reason} (${count})`),
          ].join("\n"),
      );
    });
  addTraceCommands(program);
}

function addTraceCommands(program: Command): void {
  program
    .command("traces")
    .description("list traces, newest first")
    .option("--limit <n>", "list at most so many", wholeNumber, 200)
    .action(async ({ limit }: { readonly limit: number }, command: Command) => {
      await readWorkspace(
        command,
        (client) => client.runs.traces({ limit }),
        (traces) =>
          formatTable(
            ["trace", "started", "ms", "spans", "errors", "name"],
            traces.map(({ trace, startedAt, durationMs, spans, errors, name }) => [
              shortId(trace),
              startedAt.slice(0, 19).replace("T", " "),
              durationMs.toFixed(0),
              String(spans),
              String(errors),
              name,
            ]),
          ),
      );
    });
  program
    .command("trace")
    .description("one trace")
    .command("show")
    .description("show the spans of a trace")
    .argument("<id>", "a trace's id or its beginning, or a run's id")
    .action(async (trace: string, _options: unknown, command: Command) => {
      await readWorkspace(
        command,
        (client) => client.runs.trace({ trace }),
        ({ result, tree }) =>
          [...(result === undefined ? [] : [formatResult(result)]), formatTree(tree)].join("\n"),
      );
    });
}

function addModel(command: Command): Command {
  return command
    .option("--agent <name>", "the agent to run (default: the workspace's)")
    .option("--at <commit>", "as of this commit", "head")
    .option("--seed <n>", "the seed of everything that is drawn", wholeNumber, 1)
    .option("--model <provider/name>", "use this model instead of the agent's")
    .option("--base-url <url>", "the model's endpoint");
}

function toChoice(options: RunOptions) {
  const model = toModel(options);
  return {
    at: options.at,
    seed: options.seed,
    ...(options.agent === undefined ? {} : { agent: options.agent }),
    ...(model === undefined ? {} : { model }),
  };
}

function formatTree(spans: readonly SpanDocument[]): string {
  const depths = new Map<string, number>();
  return spans
    .map(({ span, parent, name, startUs, endUs, error }) => {
      const depth = parent === null ? 0 : (depths.get(parent) ?? 0) + 1;
      depths.set(span, depth);
      const duration = endUs === null ? "open" : `${((endUs - startUs) / 1000).toFixed(1)} ms`;
      return `${"  ".repeat(depth)}${name}  ${duration}${error === null ? "" : `  ✕ ${error}`}`;
    })
    .join("\n");
}

function show(output: unknown): string {
  return typeof output === "string" ? output : JSON.stringify(output, null, 2);
}
