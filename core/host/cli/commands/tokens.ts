import type { Command } from "commander";
import type { TokenDocument } from "#core/contract/tokens.ts";
import { callWorkspace } from "#core/host/cli/call-workspace.ts";
import { formatTable } from "#core/host/cli/format/format.ts";

/** Made by a person at a command line, for one program each [V22]. */
export function addTokenCommands(program: Command): void {
  const token = program
    .command("token")
    .description("what programs read approved versions with, where the workspace is served");
  token
    .command("create")
    .description("make a token and print it, this once: it reads what `resolve` prints, and nothing else")
    .argument("<name>", "which program it is for")
    .action(async (name: string, _options: unknown, command: Command) => {
      await callWorkspace(
        command,
        (client) => client.tokens.create({ name }),
        (made) => made.token,
      );
    });
  token
    .command("list")
    .description("list tokens by name")
    .action(async (_options: unknown, command: Command) => {
      await callWorkspace(command, (client) => client.tokens.list(), formatTokens);
    });
  token
    .command("remove")
    .description("remove a token: it opens nothing from then on")
    .argument("<name>")
    .action(async (name: string, _options: unknown, command: Command) => {
      await callWorkspace(
        command,
        (client) => client.tokens.remove({ name }),
        ({ done }) => done,
      );
    });
}

function formatTokens(tokens: readonly TokenDocument[]): string {
  if (tokens.length === 0) return "There is no token yet.";
  return formatTable(
    ["token", "made"],
    tokens.map(({ name, createdAt }) => [name, createdAt.slice(0, 16).replace("T", " ")]),
  );
}
