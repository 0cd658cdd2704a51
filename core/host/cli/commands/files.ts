import type { Command } from "commander";
import { AppError } from "#core/base/app-error.ts";
import type { AppliedDocument } from "#core/contract/files.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { FolderRead } from "#core/exchange/disk/read-folder.ts";
import { branchOption } from "#core/host/cli/branch-option.ts";
import { callWorkspace, fromWhereTyped, workspaceFolder } from "#core/host/cli/call-workspace.ts";
import {
  NOT_READ,
  tellRefused,
  toDocument,
  toInput,
  type ApplyOptions,
} from "#core/host/cli/folder/applied-files.ts";
import { takeFreePlace, type HeldPlace } from "#core/host/cli/folder/left-draft.ts";
import { readToApply } from "#core/host/cli/folder/read-to-apply.ts";
import { formatApplied } from "#core/host/cli/format/applied.ts";
import { returning, type ExitCode } from "#core/host/cli/returning.ts";
import { addFilesExport } from "./export-files.ts";
import { followPath } from "./follow-path.ts";

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
        return options.watch === true ? followPath(at, options, command) : apply(at, options, command);
      }),
    );
  addFilesExport(program);
}

async function apply(path: string, options: ApplyOptions, command: Command): Promise<ExitCode> {
  const read = readToApply(path);
  const isHalf = read.problems.length > 0;
  const ask = async (client: WorkspaceClient): Promise<AppliedDocument> => {
    refuseEmpty(read, path);
    const input = toInput(read, options);
    if (options.preview === true || isHalf) return client.files.apply({ ...input, preview: true });
    const place = takeFreePlace({
      workspace: workspaceFolder(command),
      folder: path,
      branch: options.branch,
    });
    try {
      return await applyOver(client, input, place);
    } finally {
      place.release();
    }
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
  const document = answer === null ? { error: NOT_READ, problems: [] } : toDocument(answer, read);
  if (!("error" in document)) return 0;
  tellRefused(document, command);
  return 1;
}

/** What following the folder left is taken in, and no draft beside it says the same or less. */
async function applyOver(
  client: WorkspaceClient,
  input: ReturnType<typeof toInput>,
  place: HeldPlace,
): Promise<AppliedDocument> {
  const left = await place.findLeft(client);
  if (left === null) return client.files.apply(input);
  const applied = await client.files.apply({ ...input, supersedes: left });
  const isTaken = applied.problems.length === 0 && applied.refusal === null && applied.stays === null;
  if (isTaken) await place.leave(client, null);
  return applied;
}

function refuseEmpty({ files, problems }: FolderRead, path: string): void {
  if (files.length + problems.length > 0) return;
  throw new AppError("path-refused", `${path} holds no files of resources.`, {
    hint: "Put them into folders called prompts, agents, tools, environments and memory.",
  });
}
