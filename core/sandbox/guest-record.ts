import { keyedRandom } from "#core/base/keyed-random.ts";
import type { GuestWorld } from "./engine.ts";
import { createGuestClock, type GuestClock } from "./guest-clock.ts";
import { NEVER_SETTLES, excessOutcome, timeoutOutcome, toOutcome } from "./guest-job.ts";
import type { GuestJob, GuestOutcome } from "./guest-job.ts";
import type { CapabilityError } from "./messages.ts";
import { CALL_IS_OVER, NOT_GRANTED } from "./prelude.ts";
import type { ThrownDescription } from "./prelude.ts";
import { classifyThrown } from "./thrown.ts";

export type SendRequest = (request: number, name: string, argsText: string) => void;

/** What is known of one job while it runs; the guest's world writes into it. */
export type GuestRecord = {
  readonly world: GuestWorld;
  readonly logs: readonly string[];
  outcome(): GuestOutcome | null;
  /** Of its own time and its waiting; negative once it is late. */
  msLeft(): number;
  readonly clock: GuestClock;
  /** Takes in how a turn ended, and returns the job's outcome, or null while it waits for an answer. */
  closeTurn(thrown: ThrownDescription | null, isLoading: boolean): GuestOutcome | null;
  /** False when nobody asked, or asked twice. */
  takeAnswer(request: number, isOk: boolean, text: string): boolean;
};

export function createGuestRecord(job: GuestJob, sendRequest: SendRequest): GuestRecord {
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

  return {
    logs,
    clock,
    msLeft,
    outcome: () => outcome,
    world: {
      finish,
      request,
      log: (line) => logs.push(line),
      random: () => random.next(),
      shouldStop: () => outcome !== null || (wasStopped ||= msLeft() < 0),
    },
    closeTurn: (thrown, isLoading) => {
      if (thrown !== null) outcome ??= classifyThrown(thrown, { otherwise: "threw", isLoading, wasDenied });
      // A stopped guest can catch that, where it awaits, and then answer what it likes.
      if (wasStopped || (outcome === null && msLeft() < 0)) outcome = timeoutOutcome(job);
      if (unanswered.size === 0) outcome ??= NEVER_SETTLES;
      return outcome;
    },
    takeAnswer: (number, isOk, text) => {
      if (!unanswered.delete(number)) return false;
      if (!isOk && (JSON.parse(text) as CapabilityError).code === "capability-denied") wasDenied = true;
      return true;
    },
  };
}
