import { AppError } from "#core/base/app-error.ts";
import { workspaceName } from "#core/domain/workspace-name.ts";
import { toRead, type ReadingContext } from "#core/app/context.ts";
import { windowsContract } from "#core/contract/windows.ts";
import type { HostWindows } from "#core/app/host-windows.ts";

const reads = toRead(windowsContract);

export const windowsHandlers = {
  read: reads.read.handler(({ context: { windows, folder } }) => ({
    canOpen: windows !== null,
    recent: (windows?.recent() ?? [])
      .filter((other) => other !== folder)
      .map((other) => ({ name: workspaceName(other), folder: other })),
  })),
  act: reads.act.handler(async ({ input, context }) => ({
    done: await requireWindows(context).act(input.action),
  })),
  open: reads.open.handler(async ({ input, context }) => ({
    done: await requireWindows(context).open(input.folder),
  })),
};

function requireWindows({ windows, caller }: ReadingContext): HostWindows {
  if (caller.kind !== "person") {
    throw new AppError("path-refused", "Only a person may open and close workspaces.", {
      hint: "Ask whoever sits at this machine.",
    });
  }
  if (windows !== null) return windows;
  throw new AppError("unsupported", "This window shows one workspace and opens no other.", {
    hint: "Start another one on its folder: `npm start -- FOLDER`.",
  });
}
