import { describe, expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import { keyedRandom } from "#core/base/keyed-random.ts";
import { retryAfterMsOf, withRetry, type RetryEvent, type RetryOptions } from "#core/models/retry.ts";

const OPTIONS = {
  attempts: 4,
  baseDelayMs: 100,
  maxDelayMs: 300,
  maxRetryAfterMs: 60_000,
};

function busy(retryAfterMs: number | null = null): AppError {
  return new AppError("model-rate-limited", "busy", { retryable: true, cause: { retryAfterMs } });
}

/** Runs attempts that fail with the given errors in turn and then succeed; waiting takes no time. */
async function run(
  failures: readonly Error[],
  given: Partial<RetryOptions> = {},
  signal: AbortSignal = new AbortController().signal,
) {
  const events: RetryEvent[] = [];
  const waits: number[] = [];
  let attempts = 0;
  const outcome = await withRetry(
    {
      ...OPTIONS,
      random: keyedRandom("retry"),
      sleep: async (delayMs) => void waits.push(delayMs),
      onRetry: (event) => events.push(event),
      ...given,
    },
    async (number) => {
      attempts += 1;
      const failure = failures[number - 1];
      if (failure !== undefined) throw failure;
      return `answer of attempt ${number}`;
    },
    signal,
  ).catch((error: unknown) => error);
  return { outcome, attempts, events, waits };
}

describe("retry", () => {
  it("tells of every failed attempt before it waits, and gives the first answer", async () => {
    const first = busy();
    const second = new AppError("model-unavailable", "down", { retryable: true });
    const { outcome, events, waits } = await run([first, second]);
    expect(outcome).toBe("answer of attempt 3");
    expect(events).toEqual([
      { attempt: 1, error: first, delayMs: waits[0] },
      { attempt: 2, error: second, delayMs: waits[1] },
    ]);
  });

  it("throws the last error as it came once the attempts are used up", async () => {
    const failures = [busy(), busy(), busy(), busy(), busy()];
    const { outcome, attempts, waits } = await run(failures);
    expect(outcome).toBe(failures[3]);
    expect({ attempts, waits: waits.length }).toEqual({ attempts: 4, waits: 3 });
  });

  it.each([
    ["an error that calls itself final", new AppError("model-refused", "no")],
    ["a bug", new TypeError("undefined is not a function")],
  ])("does not try again after %s", async (_what, failure) => {
    const { outcome, attempts } = await run([failure]);
    expect(outcome).toBe(failure);
    expect(attempts).toBe(1);
  });

  it("spreads the waits over the whole of a window that doubles up to its cap", async () => {
    const samples = Array.from({ length: 400 }, async (_, sample) =>
      run([busy(), busy(), busy()], { random: keyedRandom("jitter", sample) }),
    );
    const waits = (await Promise.all(samples)).map((sample) => sample.waits);
    const ranges = [0, 1, 2].map((turn) => {
      const turnWaits = waits.map((wait) => wait[turn] ?? Number.NaN);
      return { least: Math.min(...turnWaits), most: Math.max(...turnWaits) };
    });
    for (const [turn, windowMs] of [100, 200, 300].entries()) {
      expect(ranges[turn]?.least).toBeLessThan(windowMs * 0.05);
      expect(ranges[turn]?.most).toBeGreaterThan(windowMs * 0.95);
      expect(ranges[turn]?.most).toBeLessThan(windowMs);
    }
  });

  it("waits the same under the same key, so that a resumed session does what the first did", async () => {
    const [one, two] = await Promise.all([run([busy(), busy()]), run([busy(), busy()])]);
    expect(one.waits).toEqual(two.waits);
  });

  it("waits as long as the endpoint asks, though its own back-off would be shorter", async () => {
    const { waits, outcome } = await run([busy(5_000)]);
    expect(waits).toEqual([5_000]);
    expect(outcome).toBe("answer of attempt 2");
  });

  it("gives up at once when the endpoint asks for more than the bound", async () => {
    const failure = busy(60_001);
    const { outcome, waits } = await run([failure]);
    expect({ outcome, waits }).toEqual({ outcome: failure, waits: [] });
  });

  const coming = (retryAfterMs: number | null = null): AppError =>
    new AppError("model-unavailable", "loading", {
      retryable: true,
      cause: { retryAfterMs, isComing: true },
    });

  it("[M32] waits for an endpoint that is coming up however many attempts that takes", async () => {
    const { outcome, attempts, waits } = await run(Array.from({ length: 12 }, () => coming()));
    expect({ outcome, attempts }).toEqual({ outcome: "answer of attempt 13", attempts: 13 });
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(1000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(5000);
  });

  it("[M32] gives up an endpoint that is coming up once the time for that is over, and not before", async () => {
    const { outcome, waits } = await run(Array.from({ length: 200 }, () => coming()));
    expect(outcome).toMatchObject({ code: "model-unavailable" });
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(60_000);
  });

  it("[M32] looks again when an endpoint that is coming up says so, and counts other failures by themselves", async () => {
    const { outcome, waits } = await run([busy(), coming(20_000), busy(), coming(20_000), busy()]);
    expect(outcome).toBe("answer of attempt 6");
    expect(waits.filter((wait) => wait === 20_000)).toHaveLength(2);
  });

  it.each([
    ["before the first attempt", "start", 0],
    ["while an attempt runs, whatever that one reports", "attempt", 1],
    ["while it waits", "wait", 1],
  ])("makes no attempt after a cancellation %s", async (_when, moment, expected) => {
    const controller = new AbortController();
    if (moment === "start") controller.abort();
    let attempts = 0;
    const outcome = await withRetry(
      {
        ...OPTIONS,
        random: keyedRandom("cancel"),
        sleep: async () => controller.abort(),
        onRetry: () => undefined,
      },
      async () => {
        attempts += 1;
        if (moment === "attempt") controller.abort();
        throw busy();
      },
      controller.signal,
    ).catch((error: unknown) => error);
    expect(outcome).toMatchObject({ code: "cancelled", retryable: false });
    expect(attempts).toBe(expected);
  });
});

describe("what an endpoint asked for", () => {
  it.each([
    ["a number", { retryAfterMs: 250 }, 250],
    ["zero, which is an answer", { retryAfterMs: 0 }, 0],
    ["null", { retryAfterMs: null }, null],
    ["another cause", new Error("socket"), null],
    ["no cause", undefined, null],
  ])("is read from %s", (_what, cause, expected) => {
    expect(retryAfterMsOf(new AppError("model-rate-limited", "busy", { cause }))).toBe(expected);
  });
});
