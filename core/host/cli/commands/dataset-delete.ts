import type { Command } from "commander";
import { callWorkspace } from "#core/host/cli/call-workspace.ts";

/** To the datasets' commands, taking one away: for good, or off the lists. */
export function addDatasetRemovals(dataset: Command): void {
  dataset
    .command("delete")
    .description("delete a dataset that nothing rests on, for good")
    .argument("<name>", "the dataset's name")
    .requiredOption("--confirm <name>", "its name once more: this cannot be undone")
    .action(async (name: string, { confirm }: { readonly confirm: string }, command: Command) => {
      await callWorkspace(
        command,
        (client) => client.data.delete({ dataset: name, confirm }),
        ({ deleted }) => `Deleted ${deleted}.`,
      );
    });
  dataset
    .command("archive")
    .description("take a dataset off the lists; what rests on it stays as it is")
    .argument("<name>", "the dataset's name")
    .option("--back", "put it back on the lists")
    .action(async (name: string, { back = false }: { readonly back?: boolean }, command: Command) => {
      await callWorkspace(
        command,
        (client) => client.data.archive({ dataset: name, isArchived: !back }),
        ({ isArchived }) => (isArchived ? `${name} is archived.` : `${name} is on the lists again.`),
      );
    });
}
