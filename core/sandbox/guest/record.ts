import { keyedRandom } from "#core/base/keyed-random.ts";
import type { GuestWorld } from "#core/sandbox/engine.ts";
import { createGuestClock, type GuestClock } from "./clock.ts";
import { NEVER_SETTLES, OUT_OF_MEMORY, excessOutcome, timeoutOutcome, toOutcome } from "./job.ts";
import type { GuestJob, GuestOutcome } from "./job.ts";
import type { CapabilityError } from "#core/sandbox/messages.ts";
import { CALL_IS_OVER, NOT_GRANTED } from "#core/sandbox/prelude.ts";
import type { ThrownDescription } from "#core/sandbox/prelude.ts";
import { classifyThrown } from "#core/sandbox/thrown.ts";

export type SendRequest = (request: number, name: string, argsText: string) => void;

/** What is known of one job while it runs; the guest's world writes into it. */
export type GuestRecord = {
  readonly world: GuestWorld;
  readonly logs: readonly string[];
  outcome(): GuestOutcome | null;
  /** It has its outcome, or a limit behind it: nothing of the guest may run any more. */
  mustStop(): boolean;
  /** Of its own time and its waiting; negative once it is late. */
  msLeft(): number;
  readonly clock: GuestClock;
  /** Takes in how a turn ended, and returns the job's outcome, or null while it waits for an answer. */
  closeTurn(thrown: ThrownDescription | null, isLoading: boolean): GuestOutcome | null;
  /** False when nobody asked, or asked twice. */
  takeAnswer(request: number, isOk: boolean, text: string): boolean;
};

export function createGuestRecord(
  job: GuestJob,
  sendRequest: SendRequest,
  hasRunOut: () => boolean,
): GuestRecord {
  const clock = createGuestClock();
  const msLeft = (): number => job.timeoutMs - clock.usedMs();
  const random = keyedRandom("guest", job.seed);
  const logs: string[] = [];
  const unanswered = new Set<number>();
  let requests = 0;
  let wasDenied = false;
  let wasStopped = false;
  let outcome: GuestOutcome | null = null;

  const request = (name: string, argsText: string): number => {
    requests += 1;
    outcome ??= excessOutcome(job, requests, argsText);
    // Also after the result: whatever else the code had planned must not happen.
    if (outcome !== null) return CALL_IS_OVER;
    if (!job.granted.has(name)) {
      wasDenied = true;
      return NOT_GRANTED;
    }
    unanswered.add(requests);
    sendRequest(requests, name, argsText);
    return requests;
  };
  const finish = (kind: string, text: string): void => {
    outcome ??=
      kind === "threw" || kind === "bad-output"
        ? classifyThrown(JSON.parse(text) as ThrownDescription, {
            otherwise: kind,
            isLoading: false,
            wasDenied,
          })
        : toOutcome(kind, text, job);
  };

  const mustStop = (): boolean => outcome !== null || hasRunOut() || msLeft() < 0;

  return {
    logs,
    clock,
    msLeft,
    mustStop,
    outcome: () => outcome,
    world: {
      finish,
      request,
      log: (line) => logs.push(line),
      random: () => random.next(),
      shouldStop: () => {
        if (outcome !== null || hasRunOut()) return true;
        // Asked once: between two looks at the clock the guest would be stopped, and nobody would remember it.
        wasStopped ||= msLeft() < 0;
        return wasStopped;
      },
    },
    closeTurn: (thrown, isLoading) => {
      if (thrown !== null) outcome ??= classifyThrown(thrown, { otherwise: "threw", isLoading, wasDenied });
      // A stopped guest can catch that, where it awaits, and then answer what it likes.
      if (wasStopped || (outcome === null && msLeft() < 0)) outcome = timeoutOutcome(job);
      if (unanswered.size === 0) outcome ??= NEVER_SETTLES;
      // Without room for an error the engine throws null, and it forgets promises that it can't go on with: whatever
      // it came to then, this is why [T10].
      if (hasRunOut() && outcome?.kind !== "memory") outcome = OUT_OF_MEMORY;
      return outcome;
    },
    takeAnswer: (number, isOk, text) => {
      if (!unanswered.delete(number)) return false;
      if (!isOk && (JSON.parse(text) as CapabilityError).code === "capability-denied") wasDenied = true;
      return true;
    },
  };
}
