import { Option, type Command } from "commander";
import type { Seed } from "#core/app/workspace/seed.ts";
import { fromWhereTyped, print } from "#core/host/cli/call-workspace.ts";
import { wholeNumber } from "#core/host/cli/whole-number.ts";

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
      const { initWorkspace } = await import("#core/app/workspace/init-workspace.ts");
      const folder = fromWhereTyped(dir);
      const head = await initWorkspace(folder, from === "empty" ? { from } : { from, houseSeed });
      const done = `Made a workspace in ${folder}`;
      print(command, { commit: head, head, done }, () => [done, ...nextSteps(from, folder)].join("\n"));
    });
}

/** What one can do with it now, as lines to type. */
function nextSteps(from: InitOptions["from"], folder: string): readonly string[] {
  const at = `--workspace ${JSON.stringify(folder)}`;
  const call = howCalled();
  const open = `  ${call}serve ${at}    opens it in a browser`;
  if (from === "empty") {
    return [
      "It has neither an agent nor items. Next:",
      `  ${call}dataset import FILE --name NAME ${at}    brings in items with known answers`,
      open,
    ];
  }
  return [
    "Next:",
    `  ${call}evaluate ${at}    says how many validation items the agent gets right`,
    `  ${call}session start ${at}    lets it improve`,
    open,
  ];
}

/** What stands before a command where it is run as a script of the checkout: a line can be copied as it is. */
function howCalled(): string {
  return process.env["npm_lifecycle_event"] === "cli" ? "npm run --silent cli -- " : "";
}
