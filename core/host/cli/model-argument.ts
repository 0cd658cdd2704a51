import { InvalidArgumentError, Option, type Command } from "commander";
import { AppError } from "#core/base/app-error.ts";
import { keyNameSchema } from "#core/domain/connection.ts";
import type { ModelChoice } from "#core/domain/session.ts";
import { tidyAddress } from "#core/config/tidy-address.ts";
import { tell } from "./terminal.ts";

export type ModelOptions = {
  readonly model?: string;
  readonly baseUrl?: string;
  readonly keyEnv?: readonly string[];
};

/** The options that name a model. */
export function addModelOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        "--model <name/model>",
        "use this model instead of the agent's; NAME is a connection or a preset: `connection list` shows them",
      ),
    )
    .option("--base-url <url>", "the model's endpoint, where that is not its connection's own")
    .option(
      "--key-env <name>",
      "the name of a key in the environment that may be sent to that address; of several in turn, between commas",
      keyNames,
    );
}

/** NAME/MODEL with an address and its keys, as typed; undefined where nothing was given. Throws usage. */
export function toModel({ model, baseUrl, keyEnv }: ModelOptions): ModelChoice | undefined {
  if (keyEnv !== undefined && baseUrl === undefined) {
    throw new AppError("usage", "--key-env needs --base-url: it says which keys may go to that address.", {
      hint: "A connection has its keys for good: connection add NAME --base-url URL --key-env KEY.",
    });
  }
  if (model === undefined) {
    if (baseUrl === undefined) return undefined;
    throw new AppError("usage", "--base-url needs --model NAME/MODEL.", {
      hint: "For example --model openai/my-model.",
    });
  }
  const slash = model.indexOf("/");
  if (slash < 1 || slash === model.length - 1) {
    throw new AppError("usage", `"${model}" does not name a model.`, {
      hint: "A model is written NAME/MODEL, for example openai/gpt-5-mini or simulated/desk-1.",
    });
  }
  const choice = { provider: model.slice(0, slash), name: model.slice(slash + 1) };
  if (baseUrl === undefined) return choice;
  const address = tidyAddress(baseUrl);
  for (const word of address.said) tell(word);
  if (!URL.canParse(baseUrl)) {
    throw new AppError("usage", `"${baseUrl}" is no address.`, {
      hint: "For example --base-url http://127.0.0.1:8080/v1.",
    });
  }
  return { ...choice, baseUrl, ...(keyEnv === undefined ? {} : { keys: [...keyEnv] }) };
}

/**
 * Of an option that may be given several times, or name several. Whoever puts the key itself there would have it in a file,
 * as they already have it in the history of their shell. Throws what the command line says as wrong usage.
 */
export function keyNames(text: string, before: readonly string[] = []): readonly string[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.every((name) => keyNameSchema.safeParse(name).success)) return [...before, ...names];
  throw new InvalidArgumentError(
    "It takes the name of an environment variable, such as TEAM_KEY, and not the key itself.",
  );
}
