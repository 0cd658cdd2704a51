import { watchLock } from "#core/store/lock.ts";
import { toErrorReport } from "#core/base/app-error.ts";
import { environmentSecrets } from "#core/app/models/secrets.ts";
import { later } from "#core/app/system.ts";
import { openKept, type Kept } from "#core/app/workspace/open-kept.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import type { RuntimeChannel } from "./held-workspace.ts";
import type { RuntimeStart, ToRuntime } from "./messages.ts";
import { toSendable } from "./sendable.ts";

/** What nobody asked for yet is loaded then: first the window opens. */
const LOAD_AFTER_MS = 1000;

/** What may wait until the runtime is there for another reason. */
const CAN_WAIT: ReadonlySet<ToRuntime["type"]> = new Set(["settings", "close"]);

/**
 * Opens a workspace, and says so, before what runs in it is loaded, which is most of the program: nothing runs by itself in
 * one that was just opened, and the other thread reads by itself. What is asked for meanwhile is kept in its order [W13].
 * Throws what opening throws; `end` is called when it was asked to close, and has.
 */
export function holdWorkspace(start: RuntimeStart, channel: RuntimeChannel, end: () => void): void {
  const { send } = channel;
  const tellFault = (error: unknown): void => send({ type: "fault", error: toSendable(error) });
  if (start.survivesFaults) process.on("uncaughtException", tellFault).on("unhandledRejection", tellFault);
  const paths = workspacePaths(start.folder);
  const keys = new Map(start.keys);
  // What the other thread did not send is in the environment, or nowhere.
  const secrets = { find: (variable: string) => keys.get(variable) ?? environmentSecrets.find(variable) };
  const kept = openKept(paths, watchLock(paths.lock), { secrets });
  let isLoading = false;
  const load = async (): Promise<void> => {
    if (isLoading) return;
    isLoading = true;
    takeBack();
    try {
      const { runWorkspace } = await import("./run-workspace.ts");
      runWorkspace({ start, paths, kept, keys }, channel, end);
    } catch (error) {
      // Nothing would ever be answered: this one ends the thread, whatever others it survives.
      process.off("uncaughtException", tellFault);
      queueMicrotask(() => {
        throw error;
      });
    }
  };
  const takeBack = later(() => void load(), LOAD_AFTER_MS);
  channel.hold((type) => {
    if (!CAN_WAIT.has(type)) void load();
    if (type !== "close" || isLoading) return;
    takeBack();
    send({ type: "closed", refused: close(kept) });
    end();
  });
  send({ type: "opened" });
}

function close({ store }: Kept) {
  try {
    store.close();
    return null;
  } catch (error) {
    return toErrorReport(error);
  }
}
