import type { Engine } from "#core/sandbox/engine.ts";
import { brokenOutcome, NEVER_SETTLES } from "./job.ts";
import type { GuestJob, GuestOutcome } from "./job.ts";
import { createGuestRecord } from "./record.ts";
import type { SendRequest } from "./record.ts";
import type { ThrownDescription } from "#core/sandbox/prelude.ts";

/** Timers count whole milliseconds and may fire early; the one that wakes a waiting guest must find it late. */
const EARLY_TIMER_MS = 5;

export type GuestEnd = {
  readonly outcome: GuestOutcome;
  readonly logs: readonly string[];
  /** It ran out of memory or stack, or broke the engine: the memory it ran in must not serve another. */
  readonly isSpent: boolean;
};

export type GuestRun = {
  readonly ended: Promise<GuestEnd>;
  /** Hands the guest the answer to one of its requests; ignored after the end. */
  answer(request: number, isOk: boolean, text: string): void;
  /** Ends it where it waits, or before it has begun; ignored after the end. What it came to is nobody's. */
  stop(): void;
};

/**
 * Runs one job to its end: a result, a failure, or the deadline. While the guest waits for an answer, this process
 * is free; while it computes, it is not.
 */
export function startGuest(engine: Engine, job: GuestJob, sendRequest: SendRequest): GuestRun {
  const ended = Promise.withResolvers<GuestEnd>();
  const record = createGuestRecord(job, sendRequest, () => engine.hasRunOut());
  let isOver = false;
  let deadlineTimer: NodeJS.Timeout | undefined;

  const end = (outcome: GuestOutcome, isBroken: boolean): void => {
    isOver = true;
    clearTimeout(deadlineTimer);
    const isSpent = isBroken || outcome.kind === "memory" || outcome.kind === "stack";
    ended.resolve({ outcome, logs: record.logs, isSpent });
  };
  const runJobs = (): ThrownDescription | null => {
    let thrown: ThrownDescription | null = null;
    while (thrown === null && engine.hasWork() && !record.mustStop()) {
      thrown = engine.step();
    }
    return thrown;
  };
  const waitForAnswer = (): void => {
    record.clock.wait();
    deadlineTimer = setTimeout(turn, record.msLeft() + EARLY_TIMER_MS, () => null, false);
  };
  /** Something happens to the guest, then it runs until it has nothing left to do. */
  const turn = (happen: () => ThrownDescription | null, isLoading: boolean): void => {
    if (isOver) return;
    clearTimeout(deadlineTimer);
    record.clock.goOn();
    try {
      const outcome = record.closeTurn(happen() ?? runJobs(), isLoading);
      if (outcome === null) waitForAnswer();
      else end(outcome, false);
    } catch (error) {
      end(record.outcome() ?? brokenOutcome(error), true);
    }
  };

  // Not at once: the caller must hold this run before it can be asked for anything.
  queueMicrotask(() => {
    turn(() => engine.begin(record.world, job.source, job.input), true);
  });
  return {
    ended: ended.promise,
    answer: (request, isOk, text) => {
      if (!isOver && record.takeAnswer(request, isOk, text)) {
        turn(() => engine.answer(request, isOk, text), false);
      }
    },
    stop: () => {
      if (!isOver) end(NEVER_SETTLES, false);
    },
  };
}
