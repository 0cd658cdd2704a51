import { InvalidArgumentError, Option, type Command } from "commander";
import { initWorkspace } from "#core/app/workspace.ts";
import type { Seed } from "#core/app/seed.ts";
import { fromWhereTyped, print } from "#core/host/cli/call-workspace.ts";

type InitOptions = { readonly from: Seed["from"]; readonly houseSeed: number };

export function addInitCommand(program: Command): void {
  program
    .command("init")
    .description("make a new workspace in an empty folder")
    .argument("<dir>", "the new workspace's folder")
    .addOption(
      new Option("--from <seed>", "what it begins with")
        .choices(["order-desk", "empty"])
        .default("order-desk"),
    )
    .option("--house-seed <n>", "which house style Order desk has", wholeNumber, 1)
    .action(async (dir: string, { from, houseSeed }: InitOptions, command: Command) => {
      const folder = fromWhereTyped(dir);
      const head = await initWorkspace(folder, from === "empty" ? { from } : { from, houseSeed });
      print(command, { commit: head, head, done: `Made a workspace in ${folder}` }, ({ done }) => done);
    });
}

export function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError("It takes a whole number.");
  return Number(text);
}
