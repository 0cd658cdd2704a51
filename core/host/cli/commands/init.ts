import type { Command } from "commander";
import type { Seed } from "#core/app/workspace/seed.ts";
import { fromWhereTyped, print } from "#core/host/cli/call-workspace.ts";
import { howCalled } from "#core/host/cli/typed-line.ts";
import { formatWarnings } from "#core/host/cli/format/applied.ts";
import { wholeNumber } from "#core/host/cli/whole-number.ts";
import { refuseIdle } from "#core/host/cli/refuse-idle.ts";

type InitOptions = { readonly from: string; readonly houseSeed: number };

export function addInitCommand(program: Command): void {
  program
    .command("init")
    .description("make a new workspace in an empty folder")
    .argument("<dir>", "the new workspace's folder")
    .option(
      "--from <seed>",
      "what it begins with: order-desk, empty, a folder of plain files, or a file that describes an agent",
      "order-desk",
    )
    .option("--house-seed <n>", "which house style Order desk has", wholeNumber, 1)
    .action(async (dir: string, { from, houseSeed }: InitOptions, command: Command) => {
      const { initWorkspace } = await import("#core/app/workspace/init-workspace.ts");
      if (from !== "order-desk") refuseIdle(command, ["houseSeed"], "beside other files than Order desk's");
      const { readSeedFiles } = await import("#core/app/workspace/seed-files.ts");
      const folder = fromWhereTyped(dir);
      const seed = await toSeed(from, houseSeed);
      const head = await initWorkspace(folder, seed);
      const warnings = seed.from === "files" ? readSeedFiles(seed).warnings : [];
      const done = `Made a workspace in ${folder}`;
      print(command, { commit: head, head, done, warnings }, () =>
        [done, ...formatWarnings(warnings), ...nextSteps(seed, folder)].join("\n"),
      );
    });
}

async function toSeed(from: string, houseSeed: number): Promise<Seed> {
  if (from === "empty") return { from };
  if (from === "order-desk") return { from, houseSeed };
  const { readSeed } = await import("#core/app/workspace/read-seed.ts");
  return readSeed(from, fromWhereTyped("."));
}

/** What one can do with it now, as lines to type. */
function nextSteps(seed: Seed, folder: string): readonly string[] {
  const at = `--workspace ${JSON.stringify(folder)}`;
  const call = howCalled();
  const open = `  ${call}serve ${at}    opens it in a browser`;
  const bring = `  ${call}dataset import FILE --name NAME ${at}    brings in items with known answers`;
  const steps = [
    `  ${call}evaluate ${at}    says how many validation items the agent gets right`,
    `  ${call}session start ${at}    lets it improve`,
    open,
  ];
  switch (seed.from) {
    case "empty":
      return [
        "It has neither an agent nor items. Next:",
        `  ${call}apply FOLDER ${at}    brings in agents, prompts and tools as plain files; resources/guide/files.md says how to write them`,
        `  ${call}resource create KIND/NAME --from FILE ${at}    brings in one of them`,
        `  ${call}run --config chat "Good morning" ${at}    runs an agent from a file; resources/guide/configs.md says how to write one`,
        bring,
        open,
      ];
    case "files":
      return seed.datasets.length > 0 ? ["Next:", ...steps] : ["It has no items. Next:", bring, ...steps];
    case "order-desk":
      return ["Next:", ...steps];
  }
}
