import type { AnyContractProcedure } from "@orpc/contract";
import {
  implement,
  ORPCError,
  type ImplementerInternalWithMiddlewares,
  type MiddlewareNextFn,
} from "@orpc/server";
import { AppError, toErrorReport } from "#core/base/app-error.ts";
import type { Clock } from "#core/base/clock.ts";
import type { WorkspaceConfig } from "#core/config/workspace-config.ts";
import type { Author } from "#core/domain/author.ts";
import type { Confinement } from "#core/sandbox/confinement.ts";
import type { WorkspaceStore } from "#core/store/store.ts";
import type { BuiltIns } from "./built-ins/built-ins.ts";
import type { EventHub } from "./events.ts";
import type { HostWindows } from "./host-windows.ts";
import type { TraceReceiver } from "./trace-receiver.ts";
import type { Runtime } from "./runtime.ts";
import type { GoingOn } from "./sessions/going-on.ts";
import type { SessionHost } from "./sessions/session-host.ts";
import type { SettingsFile } from "./workspace/settings-file.ts";
import type { TypedKeys } from "./workspace/typed-keys.ts";
import type { WorkspacePaths } from "./workspace/paths.ts";

/**
 * What handlers that only read work with: the open workspace, and who is asking. Both are set by the host, never by the
 * caller. Of what runs it has looks alone.
 */
export type ReadingContext = {
  readonly folder: string;
  readonly paths: WorkspacePaths;
  readonly store: WorkspaceStore;
  /** For stamps. */
  readonly clock: Clock;
  /** For durations: one that does not go back. */
  readonly ticks: Clock;
  readonly countTokens: (text: string) => number;
  readonly runtime: Pick<RuntimeLooks, "tracing">;
  readonly hub: EventHub;
  readonly sessions: Pick<SessionHost, "isRunning" | "runningOn">;
  /** Those of them that go on by themselves after a decision. */
  readonly goingOn: Pick<GoingOn, "list">;
  /** What this version of the program ships for any workspace. */
  readonly builtIns: () => BuiltIns;
  /** Null where the host has no windows of its own. */
  readonly windows: HostWindows | null;
  /** Null where the host takes no traces of others. */
  readonly receiver: TraceReceiver | null;
  readonly caller: Author;
  readonly reportBug: (error: unknown) => void;
  /** A new address at which a browser may open the workspace; null where its holder serves none. */
  readonly freshAddress: () => string | null;
  /** Puts on record that the caller sees this of a dataset's validation items; before it is handed out. */
  readonly noteSeen: (dataset: string, what: string) => void;
};

/** What is known of what runs: traces that go on, and what stands around evolved code. */
export type RuntimeLooks = {
  /** Found out by starting programs; where another thread runs things, by that one. */
  readonly confinement: () => Confinement | Promise<Confinement>;
  readonly tracing: Pick<Runtime["tracing"], "openTraces">;
};

/** The same for handlers that tell of settings, keys and walls as well: they are read where somebody asks for them. */
export type HostContext = ReadingContext & {
  /** As it stands when the call begins; `settings` is the file behind it. */
  readonly config: WorkspaceConfig;
  readonly settings: Omit<SettingsFile, "save">;
  readonly secrets: TypedKeys;
  readonly runtime: RuntimeLooks;
};

/** The same for handlers that also change something, or have something run. */
export type AppContext = Omit<HostContext, "settings" | "runtime" | "sessions" | "goingOn"> & {
  readonly settings: SettingsFile;
  readonly runtime: Runtime;
  readonly sessions: SessionHost;
  readonly goingOn: GoingOn;
};

type AnsweredCall = {
  readonly next: MiddlewareNextFn<unknown>;
  readonly context: Pick<ReadingContext, "store" | "reportBug" | "hub">;
};

/** One error form for every call. */
const answerCall = async ({ next, context }: AnsweredCall) => {
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
};

type Part = Readonly<Record<string, AnyContractProcedure>>;
type Implementing<P extends Part, C extends ReadingContext | AppContext> = ImplementerInternalWithMiddlewares<
  P,
  C,
  C
>;

/** A part of the contract with a context; every handler that changes something starts from it. */
export function toWrite<P extends Part>(part: P): Implementing<P, AppContext> {
  const all: Part = part;
  // Sound: the library's own types are by a part's procedures, which are not known here.
  return implement(all).$context<AppContext>().use(answerCall) as unknown as Implementing<P, AppContext>;
}

/** The same for handlers that only read: they may be answered in a thread that cannot write. */
export function toRead<P extends Part>(part: P): Implementing<P, ReadingContext> {
  const all: Part = part;
  // Sound: as above.
  return implement(all).$context<ReadingContext>().use(answerCall) as unknown as Implementing<
    P,
    ReadingContext
  >;
}

/** The same for handlers that read the settings, too. */
export function toServe<P extends Part>(part: P): Implementing<P, HostContext> {
  const all: Part = part;
  // Sound: as above.
  return implement(all).$context<HostContext>().use(answerCall) as unknown as Implementing<P, HostContext>;
}

function isExpected(error: unknown): boolean {
  return error instanceof AppError || error instanceof ORPCError;
}

/** Codes cross the boundary, stacks and causes do not. */
export function toWireError(error: unknown): unknown {
  if (error instanceof ORPCError) return error;
  const { message, ...data } = toErrorReport(error);
  return new ORPCError("REFUSED", { message, data, defined: true });
}
