import { AppError } from "#core/base/app-error.ts";
import { keyedRandom } from "#core/base/keyed-random.ts";

/** What can go wrong between a program and a model, at will: for tests, and for people who want to see it handled. */
export type Fault = {
  readonly kind: "cut-stream" | "malformed-tool-call" | "rate-limited" | "unavailable";
  /** Numbers of the calls that go wrong, counted from 1 for each provider; or */
  readonly atCalls?: readonly number[] | undefined;
  /** the share of calls that go wrong, keyed by `seed` and the call's number. */
  readonly probability?: number | undefined;
  readonly seed?: number | undefined;
};

export function findFault(faults: readonly Fault[], call: number): Fault["kind"] | null {
  const found = faults.find(
    ({ kind, atCalls, probability, seed }) =>
      atCalls?.includes(call) === true ||
      keyedRandom("fault", kind, seed ?? 0, call).chance(probability ?? 0),
  );
  return found?.kind ?? null;
}

/** The errors an endpoint would answer with before it says anything. */
export function refuseCall(kind: Fault["kind"]): void {
  if (kind === "rate-limited") {
    throw new AppError("model-rate-limited", "The simulated model was asked too often (injected fault).", {
      hint: "Wait a moment and try again.",
      retryable: true,
    });
  }
  if (kind === "unavailable") {
    throw new AppError("model-unavailable", "The simulated model failed inside (injected fault).", {
      hint: "Try again.",
      retryable: true,
    });
  }
}
