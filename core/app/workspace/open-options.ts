import type { Author } from "#core/domain/author.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { ProcessHost } from "#core/sandbox/process-host.ts";
import type { Holder, Lock } from "#core/store/lock.ts";
import type { BuiltIns } from "#core/app/built-ins/built-ins.ts";
import type { AppContext } from "#core/app/context.ts";
import type { EventHub } from "#core/app/events.ts";
import type { HostWindows } from "#core/app/host-windows.ts";
import type { KeySafe, SecretSource } from "#core/app/models/secrets.ts";
import type { Served } from "#core/app/served.ts";
import type { TraceReceiver } from "#core/app/trace-receiver.ts";
import type { WorkspacePaths } from "./paths.ts";

export type Workspace = {
  readonly paths: WorkspacePaths;
  readonly lock: Lock;
  readonly holder: Holder;
  /** Whoever sits at this machine. */
  readonly person: Author;
  /** What handlers run with when this person asks. */
  readonly contextFor: (caller: Author) => AppContext;
  /** The contract with what answers it when this person asks. */
  readonly served: Served;
  /** The contract, called in this process. */
  readonly client: WorkspaceClient;
  readonly close: () => Promise<void>;
};

export type OpenOptions = {
  readonly folder: string;
  /** What opens it, for people who are refused: "command line", "web host", "desktop". */
  readonly host: string;
  readonly reportBug: (error: unknown) => void;
  readonly secrets: SecretSource | KeySafe;
  /** What starts the sandbox's processes; Node's child processes where nothing else is said. */
  readonly processHost?: ProcessHost;
  /** A new address for a browser, where this host serves any. */
  readonly freshAddress?: () => string | null;
  /** What the program ships for any workspace; what lies beside it where nothing else is said. */
  readonly builtIns?: () => BuiltIns;
  /** What the host does about windows and other workspaces, where it has windows. */
  readonly windows?: HostWindows;
  /** Where programs may send traces, where this host has such a place. */
  readonly receiver?: TraceReceiver;
  /** Is told of events in the place of those who listen in this thread, where they listen in another. */
  readonly relay?: Pick<EventHub, "wake" | "emit" | "tellNow">;
};
