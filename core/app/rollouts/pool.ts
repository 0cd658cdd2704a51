import { AppError } from "#core/base/app-error.ts";
import type { RolloutResult } from "#core/domain/rollout.ts";
import type { OpenTrace } from "#core/recording/open-trace.ts";
import type { Member, MemberParts } from "./member.ts";
import type { Job } from "./sent-rollouts.ts";

/** Makes rollouts in several threads; which of them makes one changes nothing of what comes out [R23]. */
export type Pool = {
  /**
   * `workers`: in how many threads, this one among them. Throws as `performRollout` does. A rollout under which its thread
   * ends is made once more in another; the second time that is its error, and counts.
   */
  readonly perform: (job: Job, options: PerformOptions) => Promise<RolloutResult>;
  /** Those of rollouts in other threads, a moment late. */
  readonly openTraces: () => readonly OpenTrace[];
  readonly close: () => Promise<void>;
};

export type PerformOptions = { readonly workers: number; readonly signal: AbortSignal };

export type PoolParts = {
  readonly performHere: (job: Job, signal: AbortSignal) => Promise<RolloutResult>;
  /** The result of a rollout of which nothing could be made but this error. */
  readonly failHere: (job: Job, error: AppError, signal: AbortSignal) => Promise<RolloutResult>;
  readonly startMember: (parts: Pick<MemberParts, "onEnd">) => Member;
  readonly reportBug: (error: unknown) => void;
  /** How many rollouts there have to be before another thread pays for its start. */
  readonly startAfter?: number;
};

/** A thread takes as long to start as some hundred rollouts. */
const START_AFTER = 24;
/**
 * This thread has other work too, and what another has finished counts as going on until this one looks: it takes a
 * rollout only where every other has so many more.
 */
const MOST_WAITING = 8;
/** Threads that end before they are ready would do so for ever. */
const MOST_FALSE_STARTS = 2;

export function createPool(parts: PoolParts): Pool {
  const { performHere, failHere, startMember, reportBug, startAfter = START_AFTER } = parts;
  const members = new Set<Member>();
  let asked = 0;
  let here = 0;
  let falseStarts = 0;
  let isClosed = false;

  const start = (): Member => {
    const member: Member = startMember({
      onEnd: ({ wasReady, reason }) => {
        members.delete(member);
        if (wasReady) return;
        falseStarts += 1;
        if (!isClosed) reportBug(new Error(`A thread for rollouts did not start: ${reason}`));
      },
    });
    members.add(member);
    return member;
  };
  /** One after the other, and no more than have something to do at once. */
  const startIfBusy = (most: number): void => {
    const isWorth = asked > startAfter && members.size < most && falseStarts < MOST_FALSE_STARTS;
    if (isWorth && !isClosed && [...members].every((each) => each.isReady() && each.going() > 0)) start();
  };
  const leastBusy = (most: number): Member | null => {
    const ready = [...members].slice(0, most).filter((each) => each.isReady());
    return ready.toSorted((a, b) => a.going() - b.going())[0] ?? null;
  };
  const performOnce = async (job: Job, { workers, signal }: PerformOptions): Promise<RolloutResult> => {
    asked += 1;
    startIfBusy(workers - 1);
    const member = leastBusy(workers - 1);
    if (member !== null && member.going() <= here + MOST_WAITING) return member.perform(job, signal);
    here += 1;
    try {
      return await performHere(job, signal);
    } finally {
      here -= 1;
    }
  };
  /** Never this thread: what ended another would end the program [R27]. */
  const performElsewhere = async (job: Job, signal: AbortSignal): Promise<RolloutResult> => {
    const member = leastBusy(members.size) ?? start();
    if (!(await member.start)) throw new AppError("worker-lost", "No other thread could be started for it.");
    return member.perform(job, signal);
  };
  return {
    perform: async (job, options) => {
      const { signal } = options;
      const rethrow = (error: unknown): AppError => {
        if (!(error instanceof AppError) || error.code !== "worker-lost") throw error;
        if (isClosed || signal.aborted) throw new AppError("cancelled", "The run was cancelled.");
        return error;
      };
      try {
        return await performOnce(job, options).catch(async (error: unknown) => {
          rethrow(error);
          return performElsewhere(job, signal);
        });
      } catch (error) {
        return failHere(job, rethrow(error), signal);
      }
    },
    openTraces: () => [...members].flatMap((each) => each.openTraces()),
    close: async () => {
      isClosed = true;
      await Promise.all([...members].map(async (each) => each.close()));
    },
  };
}
