import type { Worker } from "node:worker_threads";
import type { RolloutResult } from "#core/domain/rollout.ts";
import { entryPath, startThread } from "#core/entries.ts";
import { later } from "#core/app/system.ts";
import type { OpenTrace } from "#core/recording/open-trace.ts";
import { lendProcesses } from "#core/sandbox/lent-processes.ts";
import type { ProcessHost } from "#core/sandbox/process-host.ts";
import type { FromWorker, ToWorker, WorkerStart } from "./messages.ts";
import { createSentRollouts, type Job, type SentRollout } from "./sent-rollouts.ts";

/** A thread that makes rollouts, from its start to its end. */
export type Member = {
  /** False while it starts. */
  readonly isReady: () => boolean;
  /** Whether it came to be ready, once that is known. */
  readonly start: Promise<boolean>;
  /** How many rollouts it has. */
  readonly going: () => number;
  /** Throws what the rollout throws, and worker-lost when the thread ends under it. */
  readonly perform: (job: Job, signal: AbortSignal) => Promise<RolloutResult>;
  readonly openTraces: () => readonly OpenTrace[];
  /** Ends it with all it has, and resolves when it is gone. */
  readonly close: () => Promise<void>;
};

export type MemberParts = {
  readonly processHost: ProcessHost;
  /** What the thread runs. */
  readonly entry?: string;
  /** Of the thread; what uses up more ends it. */
  readonly maxHeapMb?: number;
  /** Once. It was never ready where it could not be started. */
  readonly onEnd: (end: { readonly wasReady: boolean; readonly reason: string }) => void;
};

/** Called off, a rollout ends at once but for what has five seconds to close. One that does not is stuck, and its thread with it. */
const CANCEL_GRACE_MS = 15_000;
/** In which a thread that is closed ends its sandbox; whatever does not is ended from outside. */
const CLOSE_GRACE_MS = 300;
/** Beyond this a rollout is a fault, which is to take no other thread's memory. */
const DEFAULT_MAX_HEAP_MB = 2048;

export function startMember(parts: MemberParts): Member {
  const { processHost, onEnd } = parts;
  const worker = openWorker(parts);
  const send = (message: ToWorker): void => worker.postMessage(message);
  const lender = lendProcesses(processHost, (message) => send({ type: "process", message }));
  const rollouts = createSentRollouts(send);
  const start = Promise.withResolvers<boolean>();
  let isReady = false;

  worker.on("message", (message: FromWorker) => {
    if (message.type === "process") return lender.receive(message.message);
    if (message.type !== "ready") return rollouts.receive(message);
    isReady = true;
    start.resolve(true);
  });
  const gone = hearEnd(worker, (reason) => {
    const wasReady = isReady;
    isReady = false;
    lender.close();
    onEnd({ wasReady, reason });
    rollouts.loseAll(reason);
    start.resolve(false);
  });
  return {
    isReady: () => isReady,
    start: start.promise,
    going: rollouts.count,
    perform: async (job, signal) => {
      worker.ref();
      try {
        return await endOf(rollouts.send(job), { signal, giveUp: () => void worker.terminate() });
      } finally {
        // No thread keeps the program from ending once nobody waits for it.
        if (rollouts.count() === 0) worker.unref();
      }
    },
    openTraces: rollouts.openTraces,
    close: async () => {
      // It is waited for: what it started must be gone before the program is.
      worker.ref();
      send({ type: "close" });
      const takeBack = later(() => void worker.terminate(), CLOSE_GRACE_MS);
      await gone;
      takeBack();
    },
  };
}

function openWorker({
  processHost,
  entry = entryPath("rollout-worker"),
  maxHeapMb = DEFAULT_MAX_HEAP_MB,
}: MemberParts): Worker {
  const worker = startThread(entry, {
    workerData: {
      processes: processHost.isForAnyThread === true ? "own" : "lent",
    } satisfies WorkerStart,
    env: workerEnvironment(process.env),
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    name: "rollouts",
  });
  worker.unref();
  return worker;
}

/** Keys are no business of a thread that calls no endpoint. What starts the sandbox's processes has to be found. */
function workerEnvironment({ PATH, SystemRoot }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...(PATH === undefined ? {} : { PATH }), ...(SystemRoot === undefined ? {} : { SystemRoot }) };
}

/** Resolves when the thread is gone, after its end was heard, with why in a sentence. */
async function hearEnd(worker: Worker, hear: (reason: string) => void): Promise<void> {
  let reason = "";
  worker.on("error", (error) => {
    reason = error instanceof Error ? error.message : String(error);
  });
  worker.on("messageerror", (error: Error) => {
    reason = error.message;
    void worker.terminate();
  });
  const exit = Promise.withResolvers<number>();
  worker.on("exit", exit.resolve);
  const code = await exit.promise;
  hear(reason === "" ? `it ended with code ${code}` : reason);
}

type Waiting = { readonly signal: AbortSignal; readonly giveUp: () => void };

/** Also one that is called off is waited for, so that nobody counts on a place that is still taken; but not for ever [R26]. */
async function endOf({ ended, cancel }: SentRollout, { signal, giveUp }: Waiting): Promise<RolloutResult> {
  let takeBack = (): void => undefined;
  const callOff = (): void => {
    cancel();
    takeBack = later(giveUp, CANCEL_GRACE_MS);
  };
  if (signal.aborted) callOff();
  signal.addEventListener("abort", callOff, { once: true });
  try {
    return await ended;
  } finally {
    takeBack();
    signal.removeEventListener("abort", callOff);
  }
}
