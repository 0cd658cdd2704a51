import { InvalidArgumentError, Option, type Command } from "commander";
import { SPLITS, type Split } from "#core/domain/dataset.ts";
import { BUDGET_NAMES, addBudget, toBudget, type BudgetOptions } from "#core/host/cli/budget-options.ts";
import { addConfig, readConfig, type ConfigOptions, type Described } from "#core/host/cli/config-option.ts";
import { callWorkspace } from "#core/host/cli/call-workspace.ts";
import { formatForecast } from "#core/host/cli/format/evaluation-list.ts";
import { formatEvaluation } from "#core/host/cli/format/evaluation.ts";
import { formatRun } from "#core/host/cli/format/run.ts";
import { withProgress } from "#core/host/cli/show-progress.ts";
import { addModelOptions, toModel, type ModelOptions } from "#core/host/cli/model-argument.ts";
import { refuseIdle } from "#core/host/cli/refuse-idle.ts";
import { returning, type ExitCode } from "#core/host/cli/returning.ts";
import { addWorkers, toWorkers, type WorkerOptions } from "#core/host/cli/workers-option.ts";
import { wholeNumber } from "#core/host/cli/whole-number.ts";

type RunOptions = ModelOptions &
  ConfigOptions &
  BudgetOptions & { readonly agent?: string; readonly at: string; readonly seed: number };
type EvaluateOptions = RunOptions &
  WorkerOptions & {
    readonly dataset?: string;
    readonly split: Split;
    readonly limit?: number;
    readonly fresh?: true;
    readonly forecast?: true;
    readonly minAccuracy?: number;
  };

export function addRunCommands(program: Command): void {
  addModel(program.command("run"))
    .description("run an agent on one task")
    .argument("<task>")
    .action(
      returning(async (task: string, options: RunOptions, command: Command) => {
        const described = await readConfig(options);
        const answer = await callWorkspace(
          command,
          async (client) =>
            client.runs.run({ task, ...toChoice(options), ...(await described.choose(client, options)) }),
          formatRun,
        );
        return answer.success ? 0 : 1;
      }),
    );
  addWorkers(addModel(program.command("evaluate")))
    .description("run an agent over a split of a dataset and score it")
    .option("--dataset <name>", "the dataset to run it over (default: the workspace's)")
    .addOption(new Option("--split <split>", "which items").choices(SPLITS).default("validation"))
    .option("--limit <n>", "only the first n items", wholeNumber)
    .option("--fresh", "run every item anew, whatever is on record")
    .option(
      "--forecast",
      "say how many of the runs are on record and what the others would take; call nothing",
    )
    .option("--min-accuracy <x>", "fail below this accuracy: 0.9, or 90%", share)
    .action(
      returning(async (options: EvaluateOptions, command: Command) => {
        const { dataset, split, limit, fresh = false, minAccuracy } = options;
        const described = await readConfig(options);
        if (options.forecast === true) return forecast(options, described, command);
        const result = await callWorkspace(
          command,
          (client) =>
            withProgress(client, async () =>
              client.runs.evaluate({
                ...toChoice(options),
                ...(await described.choose(client, options)),
                ...toWorkers(options),
                split,
                fresh,
                ...(minAccuracy === undefined ? {} : { minAccuracy }),
                ...(dataset === undefined ? {} : { dataset }),
                ...(limit === undefined ? {} : { limit }),
              }),
            ),
          (found) => formatEvaluation(found, minAccuracy),
        );
        // Where nothing at all was answered there is no figure to pass on.
        return result.isEnough === false || result.errors === result.n ? 1 : 0;
      }),
    );
}

/** What the same evaluation would take. */
async function forecast(options: EvaluateOptions, described: Described, command: Command): Promise<ExitCode> {
  refuseIdle(command, [...BUDGET_NAMES, "workers", "minAccuracy"], "beside --forecast, which runs nothing");
  const { caps: _caps, unknownPrice: _unknownPrice, ...choice } = toChoice(options);
  const { dataset, split, limit, fresh = false } = options;
  await callWorkspace(
    command,
    async (client) =>
      client.evaluations.forecast({
        ...choice,
        ...(await described.choose(client, options)),
        ...{ split, fresh },
        ...(dataset === undefined ? {} : { dataset }),
        ...(limit === undefined ? {} : { limit }),
      }),
    formatForecast,
  );
  return 0;
}

function addModel(command: Command): Command {
  return addModelOptions(
    addConfig(addBudget(command))
      .option("--agent <name>", "the agent to run (default: the workspace's)")
      .option("--at <commit>", "as of this commit", "head")
      .option("--seed <n>", "the seed of everything that is drawn", wholeNumber, 1),
  );
}

function toChoice(options: RunOptions) {
  const model = toModel(options);
  return {
    at: options.at,
    seed: options.seed,
    ...toBudget(options),
    ...(options.agent === undefined ? {} : { agent: options.agent }),
    ...(model === undefined ? {} : { model }),
  };
}

function share(text: string): number {
  const [, digits = "", percent] = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text) ?? [];
  const value = Number(digits) / (percent === "%" ? 100 : 1);
  if (digits === "" || value > 1) throw new InvalidArgumentError("It takes 0 to 1, or 0% to 100%.");
  return value;
}
