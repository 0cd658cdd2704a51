import { Option, type Command } from "commander";
import { SPLITS, type Split } from "#core/domain/dataset.ts";
import { callWorkspace } from "#core/host/cli/call-workspace.ts";
import { formatInterval, formatPercent } from "#core/host/cli/format.ts";
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

function show(output: unknown): string {
  return typeof output === "string" ? output : JSON.stringify(output, null, 2);
}
