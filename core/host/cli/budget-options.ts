import { InvalidArgumentError, Option, type Command } from "commander";
import type { UnknownPrice } from "#core/domain/session.ts";
import type { Caps } from "#core/domain/spend.ts";
import { wholeNumber } from "./whole-number.ts";

/** What whatever calls a model may spend, as options of its command. */
export type BudgetOptions = Caps & { readonly unknownPrice?: UnknownPrice };

/** Their attribute names, for whoever has to refuse them where nothing is called. */
export const BUDGET_NAMES = [
  "maxUsd",
  "maxTokens",
  "maxCalls",
  "maxSeconds",
  "unknownPrice",
] as const satisfies readonly (keyof BudgetOptions)[];

export function addBudget(command: Command): Command {
  return command
    .option("--max-usd <x>", "stop before spending more US dollars", amount)
    .option("--max-tokens <n>", "stop before using more tokens", wholeNumber)
    .option("--max-calls <n>", "stop before making more model calls", wholeNumber)
    .option("--max-seconds <n>", "stop after so many seconds", amount)
    .addOption(
      new Option(
        "--unknown-price <what>",
        "`allow` calls a model though nobody has said what it costs",
      ).choices(["refuse", "allow"]),
    );
}

/** The caps that were named; the workspace's others go on binding. */
function toCaps({ maxUsd, maxTokens, maxCalls, maxSeconds }: BudgetOptions): Caps {
  return {
    ...(maxUsd === undefined ? {} : { maxUsd }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(maxCalls === undefined ? {} : { maxCalls }),
    ...(maxSeconds === undefined ? {} : { maxSeconds }),
  };
}

export function toBudget(options: BudgetOptions) {
  const { unknownPrice } = options;
  return { caps: toCaps(options), ...(unknownPrice === undefined ? {} : { unknownPrice }) };
}

function amount(text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new InvalidArgumentError("It takes a number that is not negative.");
  return Number(text);
}
