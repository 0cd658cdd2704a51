import type { Command } from "commander";
import type { BranchDocument } from "#core/contract/branches.ts";
import type { ReadingClient } from "#core/app/apart/places.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
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
      let sessions: Sessions = [];
      const ask = async (client: ReadingClient) => {
        sessions = await client.sessions.list();
        return client.branches.list();
      };
      await readWorkspace(command, ask, (branches) => formatList(branches, sessions));
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

type Sessions = Awaited<ReturnType<WorkspaceClient["sessions"]["list"]>>;

function formatList(branches: readonly BranchDocument[], sessions: Sessions): string {
  /** Those of a branch that may go on, oldest first. */
  const openOn = (branch: string): readonly string[] =>
    sessions
      .filter((session) => session.branch === branch && session.state !== "stopped")
      .map(({ session, state }) => `${session} ${state}`)
      .toReversed();
  return formatTable(
    ["", "branch", "head", "commits", "waiting", "sessions"],
    branches.map(({ name, head, commits, isCurrent, waiting }) => [
      isCurrent ? "*" : "",
      name,
      shortId(head),
      String(commits),
      String(waiting),
      openOn(name).join(", "),
    ]),
  );
}
