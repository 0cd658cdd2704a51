import { createRouterClient } from "@orpc/server";
import type { AppError } from "#core/base/app-error.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import type { ProcessHost } from "#core/sandbox/process-host.ts";
import { takeLock, type Lock } from "#core/store/lock.ts";
import { openStore } from "#core/store/store.ts";
import { listKeyNames } from "#core/app/connections/key-names.ts";
import type { HostContext } from "#core/app/context.ts";
import type { Served } from "#core/app/served.ts";
import { later } from "#core/app/system.ts";
import { requireWorkspace } from "#core/app/workspace/folder.ts";
import { createReadingContext } from "#core/app/workspace/reading-context.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { openSettingsFile, type SettingsFile } from "#core/app/workspace/settings-file.ts";
import { createTypedKeys, type TypedKeys } from "#core/app/workspace/typed-keys.ts";
import { createPersonAhead, holderOf } from "#core/app/workspace/person.ts";
import type { OpenOptions, Workspace } from "#core/app/workspace/open-options.ts";
import { createLiveLooks } from "./live-looks.ts";
import type { RuntimeStart } from "./messages.ts";
import { openRuntime, type RuntimeEars, type RuntimeLink } from "./open-runtime.ts";
import { createServingRouter, loadAhead } from "./serving-router.ts";

/** A workspace that is open in two threads: this one serves it and reads, another one runs and writes. */
export type ApartWorkspace = Pick<Workspace, "paths" | "lock" | "holder" | "person" | "close"> & {
  readonly served: Served;
  /** The contract, called in this process. */
  readonly client: WorkspaceClient;
  /** Resolves, with the reason, when the thread that runs has ended by itself. Nothing is written from then on. */
  readonly lost: Promise<AppError>;
};

export type ApartOptions = Omit<OpenOptions, "relay"> & {
  /**
   * Is told what nobody caught in the thread that runs, which then goes on, as the host does with its own faults. Without
   * it such a fault ends that thread.
   */
  readonly survive?: (fault: unknown) => void;
};

/** First the window opens: its own calls load what they need. */
const LOAD_AFTER_MS = 1000;

/**
 * Opens a workspace for writing as `openWorkspace` does, its runtime in a thread of its own: whatever runs there, this
 * thread answers [W6]. Null when another process holds it.
 */
export async function openWorkspaceApart(options: ApartOptions): Promise<ApartWorkspace | null> {
  const paths = workspacePaths(options.folder);
  requireWorkspace(paths);
  const holder = holderOf(options.host);
  const lock = takeLock(paths.lock, holder);
  if (lock === null) return null;
  try {
    return { ...(await openBoth(options, lock)), paths, lock, holder };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openBoth(
  options: ApartOptions,
  lock: Lock,
): Promise<Omit<ApartWorkspace, "paths" | "lock" | "holder">> {
  const { reportBug, survive } = options;
  const keys = createTypedKeys(options.secrets);
  /** Nobody listens before it is open. */
  let ears: Pick<RuntimeEars, "onWake" | "onPassing"> | null = null;
  const processHost = options.processHost ?? createNodeProcessHost();
  const settings = openSettingsFile(workspacePaths(options.folder).config);
  const link = await openRuntime(toStart(options, readKeys(keys, settings)), {
    processHost,
    onWake: () => ears?.onWake(),
    onPassing: (events) => ears?.onPassing(events),
    reportBug,
    onFault: survive ?? reportBug,
  });
  try {
    const { context, closeStore } = openReading({ ...options, processHost }, { keys, settings }, link);
    ears = {
      onWake: context.hub.wake,
      onPassing: (events) => {
        for (const { session, event } of events) context.hub.emit(session, event);
      },
    };
    const router = createServingRouter(link);
    const takeBack = later(() => void loadAhead().catch(reportBug), LOAD_AFTER_MS);
    return {
      served: { router, context },
      client: createRouterClient(router, { context }),
      person: context.caller,
      lost: link.lost,
      close: async () => {
        takeBack();
        // Before the connection that writes: the last one to go takes what is left of the journal into the file.
        closeStore();
        try {
          await link.close();
        } finally {
          lock.release();
        }
      },
    };
  } catch (error) {
    await link.close();
    throw error;
  }
}

function toStart(
  { folder, host, processHost, survive }: ApartOptions,
  keys: ReadonlyMap<string, string>,
): RuntimeStart {
  return {
    folder,
    host,
    keys,
    lent: processHost?.confinement() ?? null,
    survivesFaults: survive !== undefined,
  };
}

/** All that the other thread may be asked for. */
function readKeys({ find, names }: TypedKeys, settings: SettingsFile): ReadonlyMap<string, string> {
  const all = [...listKeyNames(settings.current().connections), ...names()];
  return new Map(
    all.flatMap((name) => {
      const key = find(name);
      return key === null ? [] : [[name, key] as const];
    }),
  );
}

/** What answers here: a connection that only reads, and what the other thread tells. */
function openReading(
  options: ApartOptions & { readonly processHost: ProcessHost },
  { keys, settings }: { readonly keys: TypedKeys; readonly settings: SettingsFile },
  link: RuntimeLink,
) {
  const paths = workspacePaths(options.folder);
  const store = openStore(paths.database, { readOnly: true });
  const sent = new Map(readKeys(keys, settings));
  const { tracing, ...looks } = createLiveLooks(link.live);
  const around = {
    ...looks,
    paths,
    store,
    runtime: { tracing },
    caller: createPersonAhead(),
    // Each call has its own, which waits for the thread that writes.
    noteSeen: () => undefined,
  };
  const context: HostContext = {
    ...createReadingContext(around, options),
    // Asked anew by each call: people change the file while the workspace is open.
    get config() {
      return settings.current();
    },
    runtime: {
      tracing,
      confinement: async () => (await link.confinement()) ?? options.processHost.confinement(),
    },
    secrets: {
      ...keys,
      put: async (variable: string, key: string | null) => {
        await keys.put(variable, key);
        sent.delete(variable);
        link.putKey(variable, keys.find(variable));
      },
    },
    settings: {
      ...settings,
      refresh: () => {
        const problem = settings.refresh();
        // A key that is named from now on may be one that only this thread has.
        for (const [name, key] of readKeys(keys, settings)) {
          if (sent.get(name) !== key) link.putKey(name, key);
          sent.set(name, key);
        }
        // What starts there starts with what is shown here [W11].
        link.rereadSettings();
        return problem;
      },
    },
  };
  return { context, closeStore: store.close };
}
