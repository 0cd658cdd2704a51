import type { Command } from "commander";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { wholeFile } from "#core/domain/resource-file.ts";
import { describeFailure } from "#core/exchange/disk/read-file.ts";
import { callWorkspace, workspaceFolder } from "#core/host/cli/call-workspace.ts";
import { toDocument, toInput, type ApplyOptions } from "#core/host/cli/folder/applied-files.ts";
import { followFolder, type Followed, type Following } from "#core/host/cli/folder/follow-folder.ts";
import {
  followedError,
  takePlace,
  UNNOTED,
  type FollowedPlace,
  type HeldPlace,
} from "#core/host/cli/folder/left-draft.ts";
import { readToApply } from "#core/host/cli/folder/read-to-apply.ts";
import { refuseIdle } from "#core/host/cli/refuse-idle.ts";
import type { ExitCode } from "#core/host/cli/returning.ts";
import { tell } from "#core/host/cli/terminal.ts";

/** `apply --watch`. Answers 1 where what the folder says last is in no draft. */
export async function followPath(path: string, options: ApplyOptions, command: Command): Promise<ExitCode> {
  refuseIdle(command, ["preview", "propose"], "beside --watch, which makes drafts");
  const { problems } = await callWorkspace(
    command,
    async (client) => {
      const place = holdPlace({ workspace: workspaceFolder(command), folder: path, branch: options.branch });
      try {
        return await followFolder(path, {
          ...following(path, client, options),
          left: await place.findLeft(client),
          leave: async (draft) => place.leave(client, draft),
        });
      } finally {
        place.release();
      }
    },
    ({ draft }: Followed) =>
      draft === null
        ? "No draft is left."
        : `Draft ${draft} is left: \`proposal assess ${draft}\` measures it, \`apply ${path}\` commits the files as they are.`,
  );
  return problems.length === 0 ? 0 : 1;
}

/** Two that follow one folder would each leave drafts of their own behind. Throws path-refused. */
function holdPlace(wanted: FollowedPlace): HeldPlace {
  let held: HeldPlace | null;
  try {
    held = takePlace(wanted);
  } catch (error) {
    tell(
      `Which draft is left of ${wanted.folder} cannot be noted for the next time: ${describeFailure(error)}.`,
    );
    return UNNOTED;
  }
  if (held === null) throw followedError(wanted);
  return held;
}

function following(
  path: string,
  client: WorkspaceClient,
  options: ApplyOptions,
): Omit<Following, "left" | "leave"> {
  return {
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
  };
}

const NOTHING_THERE = wholeFile(".", "there are no files of resources in it");
