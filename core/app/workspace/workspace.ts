import { writeFileSync } from "node:fs";
import { createRouterClient } from "@orpc/server";
import { AppError } from "#core/base/app-error.ts";
import type { Author } from "#core/domain/author.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import type { ProcessHost } from "#core/sandbox/process-host.ts";
import { noteValidationSeen } from "#core/proposals/informed.ts";
import { takeLock, watchLock, type Holder, type Lock } from "#core/store/lock.ts";
import { openStore, type WorkspaceStore } from "#core/store/store.ts";
import { onceRead, readBuiltIns, type BuiltIns } from "#core/app/built-ins/built-ins.ts";
import { createBuiltInLookup } from "#core/app/built-ins/look-up.ts";
import type { AppContext } from "#core/app/context.ts";
import { createEventHub, type EventHub } from "#core/app/events.ts";
import type { HostWindows } from "#core/app/host-windows.ts";
import { pricesIn, type KeySafe, type SecretSource } from "#core/app/models/models.ts";
import { countTokens } from "#core/models/count-tokens.ts";
import { router } from "#core/app/router.ts";
import { toServed, type Served } from "#core/app/served.ts";
import { createRuntime } from "#core/app/runtime.ts";
import { seedConfig, seedWorkspace, type Seed } from "./seed.ts";
import { createGoingOn } from "#core/app/sessions/going-on.ts";
import { refuseUnusableModel } from "#core/app/sessions/refuse-unusable-model.ts";
import { getSession } from "#core/app/sessions/get-session.ts";
import { createSessionHost } from "#core/app/sessions/session-host.ts";
import { usualWorkers } from "#core/app/sessions/usual-session.ts";
import { settleCrashed } from "#core/app/sessions/settle-crashed.ts";
import { openSettingsFile } from "./settings-file.ts";
import { later, monotonicClock, personName, systemClock } from "#core/app/system.ts";
import { createTypedKeys, type TypedKeys } from "./typed-keys.ts";
import { makeWorkspaceFolder, removeWorkspaceFiles, requireWorkspace } from "./folder.ts";
import { workspacePaths, type WorkspacePaths } from "./paths.ts";

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
  /** Is told of events in the place of those who listen in this thread, where they listen in another. */
  readonly relay?: Pick<EventHub, "wake" | "emit" | "tellNow">;
};

/**
 * Opens a workspace for writing, or returns null when another process holds it. Throws workspace-missing where there
 * is none, and what `openDatabase` throws about the file.
 */
export function openWorkspace(options: OpenOptions): Workspace | null {
  const paths = workspacePaths(options.folder);
  requireWorkspace(paths);
  const holder = holderOf(options.host);
  const lock = takeLock(paths.lock, holder);
  if (lock === null) return null;
  try {
    const parts = openHeld(paths, lock.check, options);
    return {
      ...parts,
      paths,
      lock,
      holder,
      close: async () => {
        await parts.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The same for another thread of the process that holds the workspace's lock already, and keeps it. */
export function openUnderLock(options: OpenOptions): Parts {
  const paths = workspacePaths(options.folder);
  return openHeld(paths, watchLock(paths.lock), options);
}

function openHeld(paths: WorkspacePaths, checkHeld: () => void, options: OpenOptions): Parts {
  const secrets = createTypedKeys(options.secrets);
  const store = openStore(paths.database, { readOnly: false, hideKeys: secrets.hide, checkHeld, later });
  return closingOnFailure(store, () => {
    // Only who holds the workspace knows that nobody is assessing.
    settleCrashed(store, systemClock);
    return assemble(paths, { store, secrets }, options);
  });
}

/**
 * A client that only reads: it takes no lock, and leaves the folder and everything in it as it is. Throws
 * workspace-missing, read-only on a file of an older form, and what `openDatabase` throws about the file.
 */
export function openToRead({ asImage = true, ...options }: ReadOptions): ReadOnlyWorkspace {
  const paths = workspacePaths(options.folder);
  requireWorkspace(paths);
  const store = openStore(paths.database, { readOnly: true, asImage });
  const secrets = createTypedKeys(options.secrets);
  const { client, close } = closingOnFailure(store, () => assemble(paths, { store, secrets }, options));
  return { client, close, isCurrent: store.isCurrent };
}

export type ReadOptions = OpenOptions & {
  /** False where somebody goes on writing: it is read as writers read it then. */
  readonly asImage?: boolean;
};

export type ReadOnlyWorkspace = Pick<Workspace, "client" | "close"> & {
  /** False where the file was written to since it was opened: answers are then to be asked for again. */
  readonly isCurrent: () => boolean;
};

/** A file that stays open cannot be moved, nor on some systems replaced by a backup. */
function closingOnFailure<T>(store: WorkspaceStore, work: () => T): T {
  try {
    return work();
  } catch (error) {
    store.close();
    throw error;
  }
}

/**
 * Makes a new workspace in an empty or absent folder, whole or not at all; returns its first commit's id. Throws
 * workspace-exists, and what `makeWorkspaceFolder` throws about the place.
 */
export async function initWorkspace(
  folder: string,
  seed: Seed,
  processHost: ProcessHost = createNodeProcessHost(),
): Promise<string> {
  const paths = workspacePaths(folder);
  const madeFolders = makeWorkspaceFolder(folder);
  let lock: Lock | null = null;
  try {
    lock = takeLock(paths.lock, holderOf("init"));
    if (lock !== null) return await fillWorkspace(paths, seed, processHost);
  } catch (error) {
    // A half workspace would be in the way of the next try.
    lock?.release();
    lock = null;
    removeWorkspaceFiles(paths, madeFolders);
    throw error;
  } finally {
    lock?.release();
  }
  throw new AppError("workspace-exists", `The folder ${folder} is being initialised already.`, {
    hint: "Wait until that has ended, then open it.",
  });
}

async function fillWorkspace(paths: WorkspacePaths, seed: Seed, processHost: ProcessHost): Promise<string> {
  const store = openStore(paths.database, { readOnly: false });
  const runtime = createRuntime(systemClock, processHost);
  try {
    const head = await seedWorkspace(store, seed, {
      clock: systemClock,
      build: runtime.build,
      builtIns: readBuiltIns(),
    });
    writeFileSync(paths.config, seedConfig(seed), { flag: "wx", mode: 0o600 });
    return head;
  } catch (error) {
    throw store.explain(error);
  } finally {
    await runtime.close();
    store.close();
  }
}

type Parts = Omit<Workspace, "paths" | "lock" | "holder">;

type Kept = { readonly store: WorkspaceStore; readonly secrets: TypedKeys };

function assemble(paths: WorkspacePaths, { store, secrets }: Kept, options: OpenOptions): Parts {
  const {
    reportBug,
    processHost = createNodeProcessHost(),
    freshAddress = () => null,
    windows = null,
  } = options;
  const builtIns = onceRead(options.builtIns ?? readBuiltIns);
  const settings = openSettingsFile(paths.config);
  const runtime = createRuntime(systemClock, processHost, { reportBug });
  const hub = { ...createEventHub(store), ...options.relay };
  const sessions = createSessionHost({
    store,
    clock: systemClock,
    ticks: monotonicClock,
    runtime,
    hub,
    secrets,
    builtIn: createBuiltInLookup({ store, clock: systemClock }, builtIns),
    reportBug,
    prices: () => pricesIn(settings.current()),
    standIn: () => settings.current().simulated,
    workers: () => usualWorkers(settings.current()),
    mayCostUnknown: () => settings.current().unknownPrice === "allow",
  });
  const goingOn = createGoingOn({
    store,
    clock: systemClock,
    resume: async (session) => {
      await refuseUnusableModel({ store, secrets, config: settings.current() }, getSession(store, session));
      sessions.resume(session);
    },
    reportBug,
  });
  const contextFor = (caller: Author): AppContext => ({
    folder: paths.folder,
    paths,
    // Asked anew by each call: people change the file while the workspace is open.
    get config() {
      return settings.current();
    },
    settings,
    store,
    clock: systemClock,
    ticks: monotonicClock,
    countTokens,
    runtime,
    hub,
    secrets,
    sessions,
    goingOn,
    builtIns,
    windows,
    caller,
    reportBug,
    freshAddress,
    noteSeen: (dataset, what) => noteValidationSeen({ store, clock: systemClock, caller }, dataset, what),
  });
  const person = createPerson();
  return {
    person,
    contextFor,
    served: toServed(router, contextFor(person)),
    client: createRouterClient(router, { context: contextFor(person) }),
    close: async () => {
      goingOn.close();
      await sessions.close();
      await runtime.close();
      store.close();
    },
  };
}

/** Whoever sits at this machine. The name is asked for once something carries it: reading starts no program [M14]. */
export function createPerson(): Author {
  let name: string | null = null;
  return {
    kind: "person",
    get name() {
      return (name ??= personName());
    },
  };
}

/** This process, for whoever finds the workspace held. */
export function holderOf(host: string): Holder {
  return { host, pid: process.pid, since: new Date(systemClock.now()).toISOString(), socket: null };
}
