import type { Command } from "commander";
import type { CommitDocument, DoneDocument } from "#core/contract/shapes.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { branchOption } from "#core/host/cli/branch-option.ts";
import { callWorkspace, readWorkspace } from "#core/host/cli/call-workspace.ts";
import { formatChanges } from "#core/host/cli/format/changes.ts";
import { formatTable, joinOr, shortId } from "#core/host/cli/format/format.ts";
import { toKey } from "#core/host/cli/resource-argument.ts";
import { wholeNumber } from "#core/host/cli/whole-number.ts";
import { refuseIdle } from "#core/host/cli/refuse-idle.ts";

type BranchOption = { readonly branch?: string };
type LogOptions = BranchOption & { readonly from: string; readonly limit: number };
type RollbackOptions = BranchOption & { readonly resource?: string; readonly preview?: boolean };
type StepOptions = BranchOption & { readonly preview?: boolean };

/** How a commit is named [V9]. */
const COMMIT = "an id or its beginning, a branch or tag, or head; each with ~N for the Nth before it";

export function addHistoryCommands(program: Command): void {
  program
    .command("log")
    .description("list commits, newest first")
    .option("--from <commit>", `begin at this commit or branch: ${COMMIT}`, "head")
    .option("--branch <name>", "of this branch, from its head")
    .option("--limit <n>", "list at most so many", wholeNumber, 1000)
    .action(async ({ from, branch, limit }: LogOptions, command: Command) => {
      if (branch !== undefined) refuseIdle(command, ["from"], "beside --branch, which begins at its head");
      await readWorkspace(
        command,
        (client) => client.history.log({ from: branch ?? from, limit }),
        formatLog,
      );
    });
  program
    .command("show")
    .description("show one commit")
    .argument("<commit>", COMMIT)
    .action(async (commit: string, _options: unknown, command: Command) => {
      await readWorkspace(command, async (client) => [await client.history.show({ commit })], formatCommits);
    });
  program
    .command("diff")
    .description("compare the resources of two commits")
    .argument("<a>", `the older one: ${COMMIT}`)
    .argument("<b>", "the newer one, written the same way")
    .action(async (...[from, to, , command]: [string, string, unknown, Command]) => {
      // What compares texts is loaded where they are compared.
      const { formatDiff } = await import("#core/host/cli/format/diff.ts");
      await readWorkspace(command, (client) => client.history.diff({ from, to }), formatDiff);
    });
  addRollbackCommands(program);
}

function addRollbackCommands(program: Command): void {
  program
    .command("rollback")
    .description("restore the state of an earlier commit (adds a commit)")
    .argument("<commit>", COMMIT)
    .option(...branchOption("restore it"))
    .option("--resource <kind/name>", "restore only this resource")
    .option("--preview", "show what it would do, and do nothing")
    .action(async (commit: string, { branch, resource, preview }: RollbackOptions, command: Command) => {
      const input = {
        commit,
        ...(branch === undefined ? {} : { branch }),
        ...(resource === undefined ? {} : { resource: toKey(resource) }),
      };
      if (preview === true) {
        await readWorkspace(command, (client) => client.history.previewRollback(input), formatPreview);
      } else await callWorkspace(command, (client) => client.history.rollback(input), formatDone);
    });
  addStepCommand(program, "undo", "step back over the newest operation (adds a commit, or moves a tag back)");
  addStepCommand(
    program,
    "redo",
    "step forward over what was undone last (adds a commit, or moves a tag again)",
  );
}

const PREVIEWS = { undo: "previewUndo", redo: "previewRedo" } as const;

function addStepCommand(program: Command, step: "undo" | "redo", description: string): void {
  program
    .command(step)
    .description(description)
    .option(...branchOption(step))
    .option("--preview", "show what it would change, and do nothing")
    .action(async ({ branch, preview }: StepOptions, command: Command) => {
      const input = branch === undefined ? {} : { branch };
      if (preview === true) {
        await readWorkspace(
          command,
          (client) => client.history[PREVIEWS[step]](input),
          (found) => formatStep(step, found),
        );
      } else await callWorkspace(command, (client) => client.history[step](input), formatDone);
    });
}

type StepDocument = Awaited<ReturnType<WorkspaceClient["history"]["previewUndo"]>>;

function formatStep(step: "undo" | "redo", found: StepDocument): string {
  if (found === null) return `There is nothing to ${step}.`;
  const { label, tag } = found.operation;
  const would = `Would ${step}: ${label}`;
  if (tag === null) return [would, formatPreview(found.preview)].join("\n");
  const place = (commit: string | null): string => (commit === null ? "nowhere" : shortId(commit));
  const [from, to] = step === "undo" ? [tag.to, tag.from] : [tag.from, tag.to];
  return `${would}\nTag ${tag.name} goes from ${place(from)} to ${place(to)}; nothing else changes.`;
}

function formatDone({ commit, done }: DoneDocument): string {
  return commit === undefined ? done : `${shortId(commit)} ${done}`;
}

function formatLog(commits: readonly CommitDocument[]): string {
  return formatTable(
    ["commit", "when", "author", "changes", "message"],
    commits.map(({ id, at, author, changes, message }) => [
      shortId(id),
      at.slice(0, 16).replace("T", " "),
      author.name,
      String(changes.length),
      message,
    ]),
  );
}

type ShownCommit = Awaited<ReturnType<WorkspaceClient["history"]["show"]>>;

function formatCommits(commits: readonly ShownCommit[]): string {
  return commits.map(formatCommit).join("\n\n");
}

function formatCommit(commit: ShownCommit): string {
  const { id, parents, state, at, author, message, changes, proposal } = commit;
  return [
    `commit  ${id}`,
    `parents ${joinOr(parents.map(shortId), " ", "none")}`,
    `state   ${shortId(state)}`,
    `author  ${author.name} (${author.kind})`,
    `date    ${at}`,
    ...(proposal === undefined ? [] : [`from    proposal ${proposal}`]),
    ...formatDecision(commit),
    "",
    `  ${message}`,
    "",
    formatChanges(changes),
  ].join("\n");
}

function formatDecision({ decision }: ShownCommit): readonly string[] {
  if (decision === undefined) return [];
  const { kind, rule, by, reason, isOverride } = decision;
  const words = isOverride ? `${kind}, against the gate` : kind;
  return [
    `decided ${words} by ${by.name} (${by.kind})${reason === "" ? "" : `: ${reason}`}`,
    `rule    ${rule}`,
  ];
}

type PreviewDocument = Awaited<ReturnType<WorkspaceClient["history"]["previewRollback"]>>;

function formatPreview(preview: PreviewDocument): string {
  if (preview.resources.length === 0) return "Would restore nothing: head is in that state already.";
  const undone = preview.undoneCommits.map(({ id, message }) => `${shortId(id)} ${message}`);
  return [
    "Would restore:",
    formatTable(
      ["resource", "from", "to"],
      preview.resources.map(({ resource, from, to }) => [
        resource,
        from.label ?? "absent",
        to.label ?? "archived",
      ]),
    ),
    `Used by: ${joinOr(preview.dependents, ", ", "nothing else")}`,
    `Commits no longer in force: ${joinOr(undone, "; ", "none")}`,
    `Runs since then: ${preview.laterRuns}`,
    `Conflicts: ${joinOr(preview.conflicts, "; ", "none")}`,
    `Outside effects that stay as they are: ${joinOr(preview.notRestored, "; ", "none")}`,
  ].join("\n");
}
