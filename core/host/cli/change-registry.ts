import type { Command } from "commander";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import { branchOption } from "./branch-option.ts";
import { callWorkspace } from "./call-workspace.ts";
import { formatChanged, formatForetold } from "./format/registry-change.ts";
import { returning, type ExitCode } from "./returning.ts";

/** What every command takes that changes the registry by hand. */
export type EditOptions = {
  readonly propose?: boolean;
  readonly message?: string;
  readonly branch?: string;
  readonly preview?: boolean;
};

/** Adds them to a command. */
export function addEditOptions(command: Command): Command {
  return command
    .option("--propose", "file it as a proposal, to be measured and decided, instead of committing it")
    .option("--message <text>", "what the commit or proposal says of it (default: what is done)")
    .option(...branchOption("change it"))
    .option("--preview", "show what it would change and for whom, or what would refuse it, and do nothing");
}

export type HandEdit = {
  /** What is done, where nobody words it otherwise. */
  readonly message: string;
  /** The edits that the command stands for, which may depend on what there is. */
  readonly compile: (client: WorkspaceClient) => Promise<readonly AskedEdit[]> | readonly AskedEdit[];
};

/**
 * A command as edits: they go through the one door that every caller has. A preview that would be refused is a negative
 * answer [C1].
 */
export function editing<Given extends readonly unknown[], Options extends EditOptions>(
  toEdit: (options: Options, given: Given) => HandEdit | Promise<HandEdit>,
): (...args: [...Given, Options, Command]) => Promise<void> {
  return returning(async (...args: [...Given, Options, Command]): Promise<ExitCode> => {
    const [options, command] = args.slice(-2) as [Options, Command];
    const given = args.slice(0, -2) as unknown as Given; // What stands before the last two.
    const edit = await toEdit(options, given);
    return options.preview === true ? foretell(command, options, edit) : change(command, options, edit);
  });
}

async function change(
  command: Command,
  { propose, message, branch }: EditOptions,
  edit: HandEdit,
): Promise<ExitCode> {
  await callWorkspace(
    command,
    async (client) =>
      client.resources.change({
        ...onBranch(branch),
        edits: [...(await edit.compile(client))],
        message: message ?? shorten(edit.message),
        as: propose === true ? "proposal" : "commit",
      }),
    formatChanged,
  );
  return 0;
}

async function foretell(
  command: Command,
  { propose, message, branch }: EditOptions,
  edit: HandEdit,
): Promise<ExitCode> {
  const { refusal } = await callWorkspace(
    command,
    async (client) =>
      client.resources.previewChange({
        ...onBranch(branch),
        edits: [...(await edit.compile(client))],
        message: message ?? shorten(edit.message),
        as: propose === true ? "proposal" : "commit",
      }),
    formatForetold,
  );
  return refusal === null ? 0 : 1;
}

/** As long as a message may be: many resources, or a long place, are listed with the change itself. */
function shorten(message: string): string {
  return message.length <= 500 ? message : `${message.slice(0, 499)}…`;
}

function onBranch(branch: string | undefined): { readonly branch?: string } {
  return branch === undefined ? {} : { branch };
}
