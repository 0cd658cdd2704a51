import { InvalidArgumentError, type Command } from "commander";
import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import { splitResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import { addBudget, toBudget, type BudgetOptions } from "#core/host/cli/budget-options.ts";
import { callWorkspace } from "#core/host/cli/call-workspace.ts";
import { formatAskedPrompt, formatRun, formatToolTrial } from "#core/host/cli/format/run.ts";
import { addModelOptions, toModel, type ModelOptions } from "#core/host/cli/model-argument.ts";
import { toKey } from "#core/host/cli/resource-argument.ts";
import { refuseIdle } from "#core/host/cli/refuse-idle.ts";
import { returning, type ExitCode } from "#core/host/cli/returning.ts";
import { wholeNumber } from "#core/host/cli/whole-number.ts";

type Values = Readonly<Record<string, string>>;
type TryOptions = ModelOptions &
  BudgetOptions & {
    readonly at: string;
    readonly seed: number;
    readonly value?: Values;
    readonly input?: Json;
  };

export function addTryCommand(program: Command): void {
  addModelOptions(addBudget(program.command("try")))
    .description("run an agent, ask a prompt or call a tool, once, as it is at a commit")
    .argument("<kind/name>")
    .argument("[task]", "to an agent, or a prompt with one place: one text")
    .option("--value <name=text>", "what fills a place, by name; may be given several times", addValue)
    .option("--input <json>", "to a tool: its arguments; left out, its examples alone are tried", toInput)
    .option("--at <commit>", "as of this commit", "head")
    .option("--seed <n>", "the seed of everything that is drawn", wholeNumber, 1)
    .action(
      returning(
        async (
          ...[name, task, options, command]: [string, string | undefined, TryOptions, Command]
        ): Promise<ExitCode> => {
          const key = toKey(name);
          const tried = { key, task, options, command };
          switch (splitResourceKey(key).kind) {
            case "agent":
              return tryAgent(tried);
            case "prompt":
              return tryPrompt(tried);
            case "tool":
              return tryTool(tried);
            case "environment":
            case "memory":
              throw new AppError("usage", `${key} does nothing by itself.`, {
                hint: "Name an agent, a prompt or a tool.",
              });
          }
        },
      ),
    );
}

type Tried = {
  readonly key: ResourceKey;
  readonly task: string | undefined;
  readonly options: TryOptions;
  readonly command: Command;
};

async function tryAgent({ key, task, options, command }: Tried): Promise<ExitCode> {
  const { value } = options;
  if ((task === undefined) === (value === undefined)) {
    throw new AppError("usage", "An agent takes one task: a text, or values by name.", {
      hint: 'For example try agent/NAME "TEXT", or try agent/NAME --value question=TEXT.',
    });
  }
  refuseIdle(command, ["input"], "beside an agent");
  const asked = task ?? value ?? "";
  const answer = await callWorkspace(
    command,
    (client) => client.runs.run({ agent: key, task: asked, ...toChoice(options) }),
    formatRun,
  );
  return answer.success ? 0 : 1;
}

async function tryPrompt({ key, task, options, command }: Tried): Promise<ExitCode> {
  const { at, value = {} } = options;
  refuseIdle(command, ["input"], "beside a prompt");
  const answer = await callWorkspace(
    command,
    async (client) => {
      const values =
        task === undefined ? value : { ...value, ...(await placeText(client, { key, at, task })) };
      return client.runs.prompt({ resource: key, values, ...toChoice(options) });
    },
    formatAskedPrompt,
  );
  return answer.success ? 0 : 1;
}

type Client = Parameters<Parameters<typeof callWorkspace>[1]>[0];
type Placed = { readonly key: ResourceKey; readonly at: string; readonly task: string };

/** A text fills the only place there is. Throws usage where that says nothing. */
async function placeText(client: Client, { key, at, task }: Placed): Promise<Values> {
  const { content } = await client.resources.show({ resource: key, at });
  // The host's answer passed the schema of its kind when it was committed.
  const { properties = {} } = (content as unknown as { inputSchema: { properties?: object } }).inputSchema;
  const [only, ...others] = Object.keys(properties);
  if (only !== undefined && others.length === 0) return { [only]: task };
  throw new AppError(
    "usage",
    `${key} has ${only === undefined ? "no place" : "several places"} for a text.`,
    {
      hint: "Name each with --value NAME=TEXT.",
    },
  );
}

/** All others are about a model. */
const OF_TOOLS: ReadonlySet<string> = new Set(["at", "seed", "input", "value"]);

async function tryTool({ key, task, options, command }: Tried): Promise<ExitCode> {
  const { at, seed, input, value } = options;
  if (task !== undefined || value !== undefined) {
    throw new AppError("usage", "A tool takes its arguments as --input JSON.", {
      hint: `For example --input '{"expression": "1 + 1"}'.`,
    });
  }
  const ofModels = command.options
    .map((option) => option.attributeName())
    .filter((each) => !OF_TOOLS.has(each));
  refuseIdle(command, ofModels, "beside a tool, which asks no model");
  const trial = await callWorkspace(
    command,
    (client) => client.runs.tool({ resource: key, at, seed, ...(input === undefined ? {} : { input }) }),
    formatToolTrial,
  );
  const { problems, result, examples } = trial;
  const isFine =
    problems.length === 0 && (result?.error ?? null) === null && examples.every(({ isRight }) => isRight);
  return isFine ? 0 : 1;
}

function toChoice(options: TryOptions) {
  const { at, seed } = options;
  const model = toModel(options);
  return { at, seed, ...toBudget(options), ...(model === undefined ? {} : { model }) };
}

function addValue(text: string, before: Values = {}): Values {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("It takes NAME=TEXT.");
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

function toInput(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new InvalidArgumentError("It is no JSON.");
  }
}
