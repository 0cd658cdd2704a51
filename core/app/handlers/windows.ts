import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { AppError } from "#core/base/app-error.ts";
import { WORKSPACE_ENDING, workspaceName } from "#core/domain/workspace-name.ts";
import { toRead, type ReadingContext } from "#core/app/context.ts";
import { windowsContract, type WindowAction } from "#core/contract/windows.ts";
import type { HostWindows } from "#core/app/host-windows.ts";
import { typedPlace, typedWorkspace } from "#core/app/workspace/typed-place.ts";
import { readFacts } from "#core/app/workspace/workspace-facts.ts";

const reads = toRead(windowsContract);

/** Paths come from a window: each is taken only as what a person means by it [W16], and only from a person. */
export const windowsHandlers = {
  read: reads.read.handler(({ context: { windows, folder } }) => ({
    canOpen: windows !== null,
    actions: [...(windows?.actions ?? [])],
    recent: (windows?.recent() ?? [])
      .filter((other) => other !== folder)
      .map((other) => ({ name: workspaceName(other), folder: other })),
    suggested: suggestBeside(folder),
  })),
  act: reads.act.handler(async ({ input: { action }, context }) => {
    const windows = requireWindows(context);
    if (!windows.actions.includes(action)) throw cannotAct(action);
    return { done: await windows.act(action) };
  }),
  open: reads.open.handler(async ({ input, context }) => {
    const windows = requireWindows(context);
    const folder = typedWorkspace(input.folder);
    return { ...(await windows.open(folder)), folder };
  }),
  make: reads.make.handler(async ({ input: { folder: typed, from, houseSeed, files }, context }) => {
    const windows = requireWindows(context);
    const folder = typedPlace(typed);
    if (from !== "files") {
      const seed = from === "empty" ? ({ from } as const) : ({ from, houseSeed } as const);
      return { ...(await windows.make(folder, seed)), folder, problems: [] };
    }
    const { makeOfFiles } = await import("#core/app/workspace/make-of-files.ts");
    return { ...(await makeOfFiles(windows, folder, files)), folder };
  }),
  forget: reads.forget.handler(({ input, context }) => {
    // One that is not there any more is forgotten as well: its path is only compared.
    requireWindows(context).forget(typedPlace(input.folder));
    return {};
  }),
  look: reads.look.handler(({ input, context }) => {
    const windows = requireWindows(context);
    const facts = readFacts(typedWorkspace(input.folder));
    const isOpen = windows.isOpenHere(facts.folder);
    const holder = isOpen ? null : facts.holder;
    const isOpenElsewhere = isOpen && facts.folder !== context.folder;
    return { ...facts, holder, isOpenElsewhere, isTrashed: windows.hasTrash };
  }),
  delete: reads.delete.handler(async ({ input, context }) => {
    const windows = requireWindows(context);
    return await windows.delete(typedWorkspace(input.folder), input.name);
  }),
};

function requireWindows({ windows, caller }: ReadingContext): HostWindows {
  if (caller.kind !== "person") {
    throw new AppError("path-refused", "Only a person may open, make and delete workspaces.", {
      hint: "Ask whoever sits at this machine.",
    });
  }
  if (windows !== null) return windows;
  throw new AppError("unsupported", "This host holds one workspace and opens no other.", {
    hint: "Start another one on its folder: `npm start -- FOLDER`.",
  });
}

function cannotAct(action: WindowAction): AppError {
  return new AppError("unsupported", `This window's host does not do “${action}” by itself.`, {
    hint: "Use what the window offers beside the workspace's name.",
  });
}

/** A folder that is not there yet, beside this workspace's. */
function suggestBeside(folder: string): string {
  const ending = folder.endsWith(WORKSPACE_ENDING) ? WORKSPACE_ENDING : "";
  for (let count = 1; ; count += 1) {
    const place = join(dirname(folder), `my-agent${count === 1 ? "" : `-${count}`}${ending}`);
    if (!existsSync(place)) return place;
  }
}
