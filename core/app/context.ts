import { implement, ORPCError } from "@orpc/server";
import { AppError, toErrorReport } from "#core/base/app-error.ts";
import type { Clock } from "#core/base/clock.ts";
import type { WorkspaceConfig } from "#core/config/workspace-config.ts";
import { contract } from "#core/contract/contract.ts";
import type { Author } from "#core/domain/author.ts";
import type { WorkspaceStore } from "#core/store/store.ts";
import type { BuiltIns } from "./built-ins/built-ins.ts";
import type { EventHub } from "./events.ts";
import type { HostWindows } from "./host-windows.ts";
import type { Runtime } from "./runtime.ts";
import type { GoingOn } from "./sessions/going-on.ts";
import type { SessionHost } from "./sessions/session-host.ts";
import type { SettingsFile } from "./workspace/settings-file.ts";
import type { TypedKeys } from "./workspace/typed-keys.ts";
import type { WorkspacePaths } from "./workspace/paths.ts";

/** What the handlers work with: the open workspace, and who is asking. Both are set by the host, never by the caller. */
export type AppContext = {
  readonly folder: string;
  readonly paths: WorkspacePaths;
  /** As it stands when the call begins; `settings` is the file behind it. */
  readonly config: WorkspaceConfig;
  readonly settings: SettingsFile;
  readonly store: WorkspaceStore;
  /** For stamps. */
  readonly clock: Clock;
  /** For durations: one that does not go back. */
  readonly ticks: Clock;
  readonly countTokens: (text: string) => number;
  readonly runtime: Runtime;
  readonly hub: EventHub;
  readonly secrets: TypedKeys;
  readonly sessions: SessionHost;
  /** Those of them that go on by themselves after a decision. */
  readonly goingOn: GoingOn;
  /** What this version of the program ships for any workspace. */
  readonly builtIns: () => BuiltIns;
  /** Null where the host has no windows of its own. */
  readonly windows: HostWindows | null;
  readonly caller: Author;
  readonly reportBug: (error: unknown) => void;
  /** A new address at which a browser may open the workspace; null where its holder serves none. */
  readonly freshAddress: () => string | null;
};

/** The contract with a context and one error form; every handler starts from it. */
export const os = implement(contract)
  .$context<AppContext>()
  .use(async ({ next, context }) => {
    try {
      return await next();
    } catch (thrown) {
      const error = context.store.explain(thrown);
      if (!isExpected(error)) context.reportBug(error);
      throw toWireError(error);
    } finally {
      // Whatever the call did is in the store by now; those who follow the events look there.
      context.hub.wake();
    }
  });

function isExpected(error: unknown): boolean {
  return error instanceof AppError || error instanceof ORPCError;
}

/** Codes cross the boundary, stacks and causes do not. */
export function toWireError(error: unknown): unknown {
  if (error instanceof ORPCError) return error;
  const { message, ...data } = toErrorReport(error);
  return new ORPCError("REFUSED", { message, data, defined: true });
}
