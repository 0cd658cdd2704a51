import type { Command } from "commander";
import type { BranchDocument } from "#core/contract/branches.ts";
import type { DoneDocument } from "#core/contract/shapes.ts";
import { callWorkspace, readWorkspace } from "#core/host/cli/call-workspace.ts";
import { formatTable, shortId } from "#core/host/cli/format/format.ts";

export function addBranchCommands(program: Command): void {
  const branch = program
    .command("branch")
    .description("lines of commits beside each other, each with a session of its own");
  branch
    .command("list")
    .description("list branches; * is the one that the workspace shows")
    .action(async (_options: unknown, command: Command) => {
      await readWorkspace(command, (client) => client.branches.list(), formatList);
    });
  branch
    .command("create")
    .description("make a branch at a commit")
    .argument("<name>")
    .option("--at <commit>", "where it begins", "head")
    .action(async (name: string, { at }: { readonly at: string }, command: Command) => {
      await callWorkspace(command, (client) => client.branches.create({ name, at }), formatDone);
    });
  branch
    .command("switch")
    .description("have the workspace show another branch; sessions go on where they are")
    .argument("<name>")
    .action(async (name: string, _options: unknown, command: Command) => {
      await callWorkspace(command, (client) => client.branches.switch({ name }), formatDone);
    });
}

function formatDone({ done }: DoneDocument): string {
  return done;
}

function formatList(branches: readonly BranchDocument[]): string {
  return formatTable(
    ["", "branch", "head", "commits", "waiting", "session"],
    branches.map(({ name, head, commits, isCurrent, session, waiting }) => [
      isCurrent ? "*" : "",
      name,
      shortId(head),
      String(commits),
      String(waiting),
      session === null ? "" : `${session} runs`,
    ]),
  );
}
