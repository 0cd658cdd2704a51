import { existsSync } from "node:fs";
import type { Command } from "commander";
import { AppError } from "#core/base/app-error.ts";
import type { AppliedDocument, ExportedDocument } from "#core/contract/files.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { wholeFile, type FileProblem } from "#core/domain/resource-file.ts";
import { branchOption } from "#core/host/cli/branch-option.ts";
import { askWorkspace, callWorkspace, fromWhereTyped, isJson, print } from "#core/host/cli/call-workspace.ts";
import { followFolder, type Followed } from "#core/host/cli/folder/follow-folder.ts";
import { extending } from "#core/app/workspace/extending.ts";
import { readToApply } from "#core/host/cli/folder/read-to-apply.ts";
import { readFolder, type FolderRead } from "#core/exchange/disk/read-folder.ts";
import { refuseForeignFolder, writeFolder } from "#core/host/cli/folder/write-folder.ts";
import { formatApplied, formatProblems } from "#core/host/cli/format/applied.ts";
import { toKey } from "#core/host/cli/resource-argument.ts";
import { refuseIdle } from "#core/host/cli/refuse-idle.ts";
import { returning, type ExitCode } from "#core/host/cli/returning.ts";
import { tell } from "#core/host/cli/terminal.ts";

type ApplyOptions = {
  readonly branch?: string;
  readonly message?: string;
  readonly propose?: boolean;
  readonly preview?: boolean;
  readonly prune?: boolean;
  readonly watch?: boolean;
};

type ExportOptions = { readonly files?: boolean; readonly at: string; readonly force?: boolean };

export function addFileCommands(program: Command): void {
  program
    .command("apply")
    .description(
      "bring in the resources of a folder of plain files, of one file, or of a file that describes a system, as one change",
    )
    .argument(
      "<path>",
      "a folder with prompts, agents, tools, environments or memory in it, one file of them, or one that describes several",
    )
    .option("--propose", "as a proposal, measured before it is decided on, instead of a commit")
    .option("--message <text>", "what is changed, and why")
    .option(...branchOption("change it"))
    .option("--preview", "show what it would do, and do nothing")
    .option("--prune", "retire also what came by files before and has none there any more")
    .option(
      "--watch",
      "follow the folder, each state of it a draft in the place of the one before, until Ctrl+C",
    )
    .action(
      returning(async (...[path, options, command]: [string, ApplyOptions, Command]) => {
        const at = fromWhereTyped(path);
        return options.watch === true ? follow(at, options, command) : apply(at, options, command);
      }),
    );
  program
    .command("export")
    .description("write resources to a folder")
    .argument("<path>", "a folder: an empty one, or one that holds files of resources, which are edited")
    .argument("[kind/name...]", "only these (default: all that are in use)")
    .option("--files", "as plain files, the ones that `apply` reads")
    .option("--at <commit>", "as of this commit", "head")
    .option("--force", "write over files that say what no version says")
    .action(
      returning(async (...[path, keys, options, command]: [string, string[], ExportOptions, Command]) =>
        exportTo(fromWhereTyped(path), { keys, options, command }),
      ),
    );
}

/** How often the contract is asked, the files of `read` are the same. */
function toInput({ files }: FolderRead, { branch, message, propose, prune }: ApplyOptions) {
  return {
    files: [...files],
    as: propose === true ? ("proposal" as const) : ("commit" as const),
    ...(branch === undefined ? {} : { branch }),
    ...(message === undefined ? {} : { message }),
    ...(prune === true ? { prune } : {}),
  };
}

async function apply(path: string, options: ApplyOptions, command: Command): Promise<ExitCode> {
  const read = readToApply(path);
  const isHalf = read.problems.length > 0;
  const ask = async (client: WorkspaceClient): Promise<AppliedDocument> => {
    refuseEmpty(read, path);
    return client.files.apply({ ...toInput(read, options), preview: options.preview === true || isHalf });
  };
  let answer: AppliedDocument | null = null;
  await callWorkspace(
    command,
    async (client) => {
      answer = await ask(client);
      return toDocument(answer, read);
    },
    (document) => ("error" in document ? "" : formatApplied(document)),
  );
  return failed(answer === null ? { error: NOT_READ, problems: [] } : toDocument(answer, read), command);
}

const NOT_READ = {
  code: "content-invalid",
  message: "The files cannot be brought in as they are: nothing was changed.",
  hint: "Correct them and try again.",
} as const;

type Refused = {
  readonly error: { readonly code: string; readonly message: string; readonly hint: string };
  readonly problems: readonly FileProblem[];
};

/** What it came to, or what is wrong: with the files, or with what the registry makes of them. */
function toDocument(
  applied: AppliedDocument,
  { problems, place, uncomposed }: FolderRead,
): AppliedDocument | Refused {
  const all = [...problems, ...applied.problems.filter(({ file }) => !uncomposed.has(file)).map(place)];
  if (all.length > 0) return { error: NOT_READ, problems: all };
  if (applied.refusal === null) return { ...applied, warnings: applied.warnings.map(place) };
  const { code, message, hint } = applied.refusal;
  return { error: { code, message, hint }, problems: [] };
}

function failed(document: AppliedDocument | Refused, command: Command): ExitCode {
  if (!("error" in document)) return 0;
  if (!isJson(command)) {
    for (const line of formatProblems(document.problems)) tell(line);
    tell(document.error.message);
    tell(document.error.hint);
    tell(`[${document.error.code}]`);
  }
  return 1;
}

function refuseEmpty({ files, problems }: FolderRead, path: string): void {
  if (files.length + problems.length > 0) return;
  throw new AppError("path-refused", `${path} holds no files of resources.`, {
    hint: "Put them into folders called prompts, agents, tools, environments and memory.",
  });
}

async function follow(path: string, options: ApplyOptions, command: Command): Promise<ExitCode> {
  refuseIdle(command, ["preview"], "beside --watch, which makes drafts");
  const { problems } = await callWorkspace(
    command,
    async (client) =>
      followFolder(path, {
        read: () => {
          const read = readToApply(path);
          // A folder that is empty for a moment says nothing of what was in it.
          return read.files.length > 0 ? read : { ...read, problems: [...read.problems, NOTHING_THERE] };
        },
        draft: async (read, supersedes) => {
          const input = { ...toInput(read, options), as: "proposal" as const };
          return toDocument(
            await client.files.apply({ ...input, ...(supersedes === null ? {} : { supersedes }) }),
            read,
          );
        },
        tell,
      }),
    ({ draft }: Followed) =>
      draft === null
        ? "No draft is left."
        : `Draft ${draft} is left: \`proposal assess ${draft}\` measures it, \`apply ${path}\` commits the files as they are.`,
  );
  // What the folder says last is in no draft.
  return problems.length === 0 ? 0 : 1;
}

const NOTHING_THERE = wholeFile(".", "there are no files of resources in it");

type Exporting = {
  readonly keys: readonly string[];
  readonly options: ExportOptions;
  readonly command: Command;
};

async function exportTo(folder: string, { keys, options, command }: Exporting): Promise<ExitCode> {
  if (options.files !== true) {
    throw new AppError("usage", "export does not say as what.", { hint: "Say --files for plain files." });
  }
  refuseForeignFolder(folder);
  const there = existsSync(folder)
    ? readFolder(folder, extending())
    : { files: [], problems: [], composed: new Set<string>() };
  let exported: ExportedDocument | null = null;
  const document = await askWorkspace(command, async (client) => {
    const asked = await client.files.export({
      at: options.at,
      existing: [...there.files],
      overwrite: options.force === true,
      ...(keys.length === 0 ? {} : { resources: keys.map(toKey) }),
    });
    exported = { ...asked, refused: [...asked.refused, ...unreadTargets(asked, there, options)] };
    const refusal = toRefusal(exported);
    return refusal ?? exported;
  });
  // Once, whatever was read a second time beside a writer.
  if (!("error" in document)) writeFolder(folder, document);
  print(command, document, (said) => ("error" in said ? "" : formatExported(said, folder)));
  const refusal = exported === null ? null : toRefusal(exported);
  if (refusal === null) return 0;
  if (!isJson(command))
    for (const line of [
      ...formatProblems(refusal.problems),
      refusal.error.message,
      refusal.error.hint,
      `[${refusal.error.code}]`,
    ])
      tell(line);
  return 1;
}

/** What could not even be read is not written over unasked, nor what says more than itself. */
function unreadTargets(
  { files }: ExportedDocument,
  { problems, composed }: Pick<FolderRead, "problems" | "composed">,
  { force }: ExportOptions,
): readonly FileProblem[] {
  const targets = new Set(files.map(({ path }) => path));
  const built = force === true ? [] : [...composed].filter((path) => targets.has(path));
  return [
    ...problems
      .filter(({ file, reason }) => targets.has(file) && (force !== true || reason.includes("link")))
      .map(({ file, reason }) => wholeFile(file, reason)),
    ...built.map((path) =>
      wholeFile(path, "it extends other files, which writing it would end: change it by hand"),
    ),
  ];
}

function toRefusal({ refused }: ExportedDocument): Refused | null {
  if (refused.length === 0) return null;
  const message = "Files there say what no version of the workspace says: nothing was written.";
  return {
    error: { code: "path-refused", message, hint: "Bring them in first, or write over them with --force." },
    problems: refused,
  };
}

function formatExported({ files, remove, resources }: ExportedDocument, folder: string): string {
  const gone = remove.length === 0 ? "" : `, ${remove.length} taken away`;
  return `${resources.length} resource${resources.length === 1 ? "" : "s"} in ${folder}: ${files.length} file${files.length === 1 ? "" : "s"} written${gone}.`;
}
