import type { Command } from "commander";
import type { TagDocument, TaggedDocument, TagMoveDocument } from "#core/contract/tags.ts";
import { callWorkspace, readWorkspace } from "#core/host/cli/call-workspace.ts";
import { formatTable, shortId } from "#core/host/cli/format/format.ts";

type Reason = { readonly message: string };

/** Every step of a tag is on record with its reason [V20]. */
const REASON = ["--message <text>", "why, for the record", ""] as const;

export function addTagCommands(program: Command): void {
  const tag = program
    .command("tag")
    .description("names for commits that others rely on, such as prod; only a person moves them");
  tag
    .command("set")
    .description("set a tag at a commit, or move it there (undo moves it back)")
    .argument("<name>")
    .argument(
      "<commit>",
      "an id or its beginning, a branch or tag, or head; each with ~N for the Nth before it",
    )
    .option(...REASON)
    .action(async (...[name, commit, { message }, command]: [string, string, Reason, Command]) => {
      await callWorkspace(command, (client) => client.tags.set({ name, commit, message }), formatDone);
    });
  tag
    .command("list")
    .description("list tags, where they are, and who moved them last and why")
    .action(async (_options: unknown, command: Command) => {
      await readWorkspace(command, (client) => client.tags.list(), formatTags);
    });
  tag
    .command("log")
    .description("list every step of a tag, or of all of them, newest first")
    .argument("[name]")
    .action(async (name: string | undefined, _options: unknown, command: Command) => {
      const input = name === undefined ? {} : { name };
      await readWorkspace(command, (client) => client.tags.history(input), formatMoves);
    });
  tag
    .command("remove")
    .description("remove a tag; its steps stay on record (undo brings it back)")
    .argument("<name>")
    .option(...REASON)
    .action(async (name: string, { message }: Reason, command: Command) => {
      await callWorkspace(command, (client) => client.tags.remove({ name, message }), formatDone);
    });
}

function formatDone({ done }: TaggedDocument): string {
  return done;
}

function formatTags(tags: readonly TagDocument[]): string {
  if (tags.length === 0) return "There is no tag yet.";
  return formatTable(
    ["tag", "commit", "since", "by", "why"],
    tags.map(({ name, commit, moved }) => [name, shortId(commit), ...formatMove(moved)]),
  );
}

function formatMoves(moves: readonly TagMoveDocument[]): string {
  if (moves.length === 0) return "No tag has been set yet.";
  return formatTable(
    ["tag", "from", "to", "when", "by", "why"],
    moves.map((move) => [move.tag, placed(move.from), placed(move.to), ...formatMove(move)]),
  );
}

function formatMove(moved: TagMoveDocument | null): readonly [string, string, string] {
  if (moved === null) return ["", "", ""];
  return [moved.at.slice(0, 16).replace("T", " "), moved.by.name, moved.message];
}

function placed(commit: string | null): string {
  return commit === null ? "none" : shortId(commit);
}
