import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import { AppError, toErrorReport, type ErrorReport } from "#core/base/app-error.ts";
import { READS_BYTES } from "#core/contract/sent-bytes.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { Confinement } from "#core/sandbox/confinement.ts";
import { lendProcesses } from "#core/sandbox/lent-processes.ts";
import type { ProcessStarter } from "#core/sandbox/process-host.ts";
import { createChannel } from "./channel.ts";
import type { FromRuntime, Live, RuntimeStart, Seen, ToRuntime } from "./messages.ts";
import { takeThread } from "./warm-runtime.ts";

/** What the runtime tells while it lives, to be passed on here. */
export type RuntimeEars = {
  readonly onWake: () => void;
  readonly onPassing: (events: Extract<FromRuntime, { readonly type: "passing" }>["events"]) => void;
  readonly reportBug: (error: unknown) => void;
  /** What nobody caught there, and what it survived. */
  readonly onFault: (error: unknown) => void;
  /** Starts what is asked for there, where it starts nothing itself. */
  readonly processHost: ProcessStarter;
};

/** The runtime's thread, as the thread that serves sees it. */
export type RuntimeLink = {
  /** The contract, answered there. */
  readonly client: WorkspaceClient;
  readonly live: () => Live;
  /** Resolves once it is on record there. */
  readonly noteSeen: (seen: readonly Seen[]) => Promise<void>;
  /** What stands around evolved code, found out there as it may take a while; null once the thread is gone. */
  readonly confinement: () => Promise<Confinement | null>;
  readonly putKey: (variable: string, key: string | null) => void;
  /** workspace.yaml was read anew here. */
  readonly rereadSettings: () => void;
  /** Throws runtime-lost once the thread has ended by itself: nothing answers there any more. */
  readonly refuseLost: () => void;
  /** Resolves, with the reason, when the thread has ended though nobody had asked it to. */
  readonly lost: Promise<AppError>;
  /** Pauses what runs, writes what waits, and ends the thread. Throws what kept something from being written. */
  readonly close: () => Promise<void>;
};

/** Starts the runtime's thread on a workspace whose lock this process has. Throws what opening the workspace throws. */
export async function openRuntime(
  start: RuntimeStart,
  ears: RuntimeEars,
  maxHeapMb?: number,
): Promise<RuntimeLink> {
  const worker = takeThread(maxHeapMb);
  const channel = createChannel<FromRuntime, ToRuntime>(worker);
  const state = createState();
  const lender = lendProcesses(ears.processHost, (message) => channel.send({ type: "process", message }));
  channel.onMessage((message) => {
    if (message.type === "process") lender.receive(message.message);
    else hear(message, state, ears);
  });
  let fault: unknown = null;
  worker.once("error", (error: unknown) => {
    fault = error;
    ears.reportBug(error);
  });
  worker.once("exit", (code) => {
    lose(state, fault ?? `it ended with code ${code}`);
    lender.close();
    // Whoever waits for an answer is told that none comes.
    channel.end();
  });
  channel.send({ type: "open", start });
  try {
    await state.opened.promise;
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  return {
    client: createORPCClient(new RPCLink({ port: channel.contract, ...READS_BYTES })),
    live: () => state.live,
    noteSeen: async (all) => {
      const seen = all.filter(({ dataset, what }) => !state.noted.has(`${what} of ${dataset}`));
      if (seen.length === 0) return;
      if (state.lostBy !== null) throw state.lostBy;
      state.notes += 1;
      const kept = Promise.withResolvers<void>();
      state.waiting.set(state.notes, kept);
      channel.send({ type: "seen", number: state.notes, seen });
      await kept.promise;
      for (const { dataset, what } of seen) state.noted.add(`${what} of ${dataset}`);
    },
    confinement: async () => {
      if (state.lostBy === null) channel.send({ type: "confinement" });
      return state.confinement.promise;
    },
    putKey: (variable, key) => channel.send({ type: "key", variable, key }),
    rereadSettings: () => channel.send({ type: "settings" }),
    refuseLost: () => {
      if (state.lostBy !== null) throw state.lostBy;
    },
    lost: state.lost.promise,
    close: async () => {
      state.isClosing = true;
      if (state.lostBy === null) channel.send({ type: "close" });
      const refused = await state.closed.promise;
      await worker.terminate();
      if (refused !== null) throw fromReport(refused);
    },
  };
}

/** What this thread knows of the other one. */
type State = ReturnType<typeof createState>;

function createState() {
  return {
    opened: Promise.withResolvers<void>(),
    closed: Promise.withResolvers<ErrorReport | null>(),
    lost: Promise.withResolvers<AppError>(),
    confinement: Promise.withResolvers<Confinement | null>(),
    /** Notes that are not on record yet, by their numbers. */
    waiting: new Map<number, PromiseWithResolvers<void>>(),
    /** What stands on record, as far as it was asked here. */
    noted: new Set<string>(),
    notes: 0,
    live: NOTHING_LIVE,
    lostBy: null as AppError | null,
    isClosing: false,
  };
}

const NOTHING_LIVE: Live = { running: [], goingOn: [], open: [] };

function hear(
  message: Exclude<FromRuntime, { readonly type: "rpc" | "process" }>,
  state: State,
  ears: RuntimeEars,
): void {
  switch (message.type) {
    case "opened":
      return state.opened.resolve();
    case "refused":
      return state.opened.reject(fromReport(message.report));
    case "wake":
      return ears.onWake();
    case "passing":
      return ears.onPassing(message.events);
    case "live":
      state.live = message.live;
      return ears.onWake();
    case "seen": {
      const kept = state.waiting.get(message.number);
      state.waiting.delete(message.number);
      if (message.refused === null) return kept?.resolve();
      return kept?.reject(fromReport(message.refused));
    }
    case "confinement":
      return state.confinement.resolve(message.confinement);
    case "bug":
      return ears.reportBug(message.error);
    case "fault":
      return ears.onFault(message.error);
    case "closed":
      return state.closed.resolve(message.refused);
  }
}

/** The thread is gone. Where nobody had asked it to go, it is lost, and all that waited for it fails [W10]. */
function lose(state: State, cause: unknown): void {
  state.lostBy = toLost(cause);
  state.live = NOTHING_LIVE;
  for (const each of state.waiting.values()) each.reject(state.lostBy);
  state.opened.reject(state.lostBy);
  state.confinement.resolve(null);
  // Asked to close, it says itself when all is written.
  state.closed.resolve(state.isClosing ? toErrorReport(state.lostBy) : null);
  if (!state.isClosing) state.lost.resolve(state.lostBy);
}

function fromReport({ code, message, hint, way }: ErrorReport): AppError {
  return new AppError(code, message, { hint, way });
}

function toLost(cause: unknown): AppError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new AppError("runtime-lost", `The part of the program that runs sessions has stopped: ${why}.`, {
    cause,
  });
}
