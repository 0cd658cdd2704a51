import { realpathSync } from "node:fs";
import type { AppError } from "#core/base/app-error.ts";
import type { HostWindows } from "#core/app/host-windows.ts";
import type { RecentWorkspaces } from "#core/app/workspace/recent.ts";
import { TOKEN_LIFE_MS } from "./admission.ts";
import { createDesks, type Desks } from "./desks.ts";
import type { ServeOptions } from "./serve-workspace.ts";

/** As long as an address that nobody opened yet may be opened. */
const IDLE_MS = TOKEN_LIFE_MS;

export type ServeAllOptions = Omit<ServeOptions, "windows"> & {
  readonly recent: RecentWorkspaces;
  /** How long a workspace that was opened from a window is held after its last use. */
  readonly idleMs?: number;
};

export type ServedWorkspaces = {
  readonly port: number;
  /** A new address of the first workspace, while that is there. */
  readonly freshUrl: () => string;
  /** Where programs read what is approved in the first workspace; behind it comes KIND/NAME. */
  readonly resolveUrl: string;
  /** Where the first workspace takes traces of other programs; null while it does not. */
  readonly otlpPort: () => number | null;
  /** Resolves when there is nothing left to serve: with the reason where the first was lost, else where all were deleted. */
  readonly ended: Promise<AppError | undefined>;
  readonly close: () => Promise<void>;
};

/**
 * Serves a workspace to browsers as `serveWorkspace` does, and those that people open from its windows: each is locked, has a
 * port and secrets of its own, and is let go of once nobody has used it for a while. The first stays until the host is
 * stopped [W14].
 */
export async function serveWorkspaces(options: ServeAllOptions): Promise<ServedWorkspaces> {
  const { recent, idleMs = IDLE_MS, port, otlpPort, ...others } = options;
  const ended = Promise.withResolvers<AppError | undefined>();
  const desks: Desks = createDesks({
    ...others,
    recent,
    idleMs,
    windows: () => windowsOf(desks, recent),
    onNone: () => ended.resolve(undefined),
  });
  const first = await desks.hold(realpathSync.native(options.folder), {
    port,
    ...(otlpPort === undefined ? {} : { otlpPort }),
  });
  void first.lost.then(ended.resolve);
  return {
    port: first.port,
    freshUrl: () => (desks.any() ?? first).freshUrl(),
    resolveUrl: first.resolveUrl,
    otlpPort: first.otlpPort,
    ended: ended.promise,
    close: async () => {
      await desks.closeAll();
      await first.close();
    },
  };
}

/** What a window in a browser may have done about other workspaces. */
function windowsOf(desks: Desks, recent: RecentWorkspaces): HostWindows {
  return {
    actions: ["clear-recent"],
    hasTrash: false,
    recent: recent.list,
    forget: recent.forget,
    act: async () => {
      recent.clear();
      return await Promise.resolve(true);
    },
    open: desks.open,
    make: async (folder, seed) => {
      // Not before it is asked for: with it comes all that runs agents, which this thread has no other use for.
      const { initWorkspace } = await import("#core/app/workspace/init-workspace.ts");
      await initWorkspace(folder, seed);
      return await desks.open(realpathSync.native(folder));
    },
    isOpenHere: desks.isOpen,
    delete: desks.delete,
  };
}
