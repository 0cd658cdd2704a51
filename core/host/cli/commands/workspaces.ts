import { existsSync, realpathSync } from "node:fs";
import type { Command } from "commander";
import { AppError } from "#core/base/app-error.ts";
import { workspaceName } from "#core/domain/workspace-name.ts";
import type { Deleted } from "#core/app/workspace/delete-workspace.ts";
import { fromWhereTyped, print } from "#core/host/cli/call-workspace.ts";
import { formatTable } from "#core/host/cli/format/format.ts";
import { tellBug } from "#core/host/cli/terminal.ts";

/** `workspace`: those that this person opened, and the end of one. `init` makes them. */
export function addWorkspaceCommands(program: Command): void {
  const workspace = program
    .command("workspace")
    .description("the workspaces that were opened in windows, and the end of one");
  workspace
    .command("list")
    .description("list them, the one that was opened last first")
    .action(async (_options: unknown, command: Command) => {
      const recent = await loadRecent();
      const { isLocked } = await import("#core/store/lock.ts");
      const { workspacePaths } = await import("#core/app/workspace/paths.ts");
      const rows = recent.list().map((folder) => ({
        name: workspaceName(folder),
        folder,
        isHeld: isLocked(workspacePaths(folder).lock),
      }));
      print(command, rows, formatList);
    });
  workspace
    .command("forget")
    .description("take one out of that list; its files stay")
    .argument("<dir>", "the workspace's folder")
    .action(async (dir: string, _options: unknown, command: Command) => {
      const recent = await loadRecent();
      const folder = findListed(recent.list(), fromWhereTyped(dir));
      recent.forget(folder);
      print(command, { forgotten: folder }, () => `${folder} is not listed any more; its files stay.`);
    });
  addDelete(workspace);
}

function addDelete(workspace: Command): void {
  workspace
    .command("delete")
    .description("delete a workspace that nobody holds: the files it made itself, with all its history")
    .argument("<dir>", "the workspace's folder")
    .option("--name <name>", "its name, as a sign that this one is meant")
    .action(async (dir: string, { name }: { readonly name?: string }, command: Command) => {
      const [{ typedWorkspace }, { deleteWorkspace }, { readFacts }] = await Promise.all([
        import("#core/app/workspace/typed-place.ts"),
        import("#core/app/workspace/delete-workspace.ts"),
        import("#core/app/workspace/workspace-facts.ts"),
      ]);
      const folder = typedWorkspace(fromWhereTyped(dir));
      if (name === undefined) {
        const facts = readFacts(folder);
        throw new AppError("usage", `${describeLoss(facts)} would be gone for good.`, {
          hint: `To delete it, add --name ${JSON.stringify(facts.name)}.`,
        });
      }
      const deleted = await deleteWorkspace(folder, { name, host: "command line", trash: null });
      (await loadRecent()).forget(folder);
      print(command, deleted, formatDeleted);
    });
}

/** As it is listed, also where it was typed by a link. Throws not-found. */
function findListed(listed: readonly string[], typed: string): string {
  const real = existsSync(typed) ? realpathSync(typed) : typed;
  const found = listed.find((folder) => folder === typed || folder === real);
  if (found !== undefined) return found;
  throw new AppError("not-found", `${typed} is not listed.`, { hint: "See them with workspace list." });
}

async function loadRecent() {
  const { openRecent, recentFile } = await import("#core/app/workspace/recent.ts");
  return openRecent(recentFile(), tellBug);
}

type Row = { readonly name: string; readonly folder: string; readonly isHeld: boolean };

function formatList(rows: readonly Row[]): string {
  if (rows.length === 0) return "None was opened in a window yet.";
  return formatTable(
    ["NAME", "", "FOLDER"],
    rows.map(({ name, folder, isHeld }) => [name, isHeld ? "open" : "", folder]),
  );
}

function describeLoss({
  name,
  bytes,
  commits,
  sessions,
}: Pick<Deleted, "name" | "bytes" | "commits" | "sessions">): string {
  const counts = [
    `${(bytes / 1_000_000).toFixed(1)} MB`,
    ...(commits === null ? [] : [`${commits} commits`]),
    ...(sessions === null ? [] : [`${sessions} sessions`]),
  ];
  return `${name} (${counts.join(", ")})`;
}

function formatDeleted(deleted: Deleted): string {
  const { folder, others, isDefault } = deleted;
  return [
    `Deleted ${describeLoss(deleted)} in ${folder}.`,
    ...(others === 0 ? [] : [`${others} other files and folders there stay.`]),
    ...(isDefault ? ["It is the usual workspace: the next start makes it anew."] : []),
  ].join("\n");
}
