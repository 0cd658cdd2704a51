import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { buildSessionConfig } from "#core/app/sessions/session-config.ts";
import { createGoingOn, type GoingOn } from "#core/app/sessions/going-on.ts";
import { AppError } from "#core/base/app-error.ts";
import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { GRACE_MS } from "#core/domain/hold-up.ts";
import { addSession, newSession } from "#core/evolution/new-session.ts";
import { approveProposal, refuseProposal } from "#core/proposals/decide.ts";
import { undo } from "#core/resources/undo.ts";
import { eachRegistry } from "#test/support/each-registry.ts";
import { ADA, setRules } from "#test/support/house-edits.ts";
import { fileProposal } from "#test/support/proposals.ts";

const registry = eachRegistry();
const START = 2_000_000_000_000;

let goingOn: GoingOn;
let resumed: string[];
let bugs: unknown[];
let settled: number;
let onResume: () => Promise<void> | void;

beforeEach(() => {
  vi.useFakeTimers({ now: START });
  [resumed, bugs, settled, onResume] = [[], [], 0, () => undefined];
  goingOn = createGoingOn({
    store: registry().store,
    clock: { now: Date.now },
    resume: async (session) => {
      resumed.push(session);
      await onResume();
    },
    onSettled: () => {
      settled += 1;
    },
    reportBug: (error) => bugs.push(error),
  });
});
afterEach(() => {
  goingOn.close();
  vi.useRealTimers();
  expect(bugs).toEqual([]);
});

/** A session that waits in its first iteration. */
function waitingSession(): string {
  const { store } = registry();
  const asked = {
    ...{ agent: "agent/clerk", dataset: "d", optimizer: "reflection", iterations: 3, seed: 1 },
    ...{ approve: "ask", report: "none", caps: {}, model: null },
  } as const;
  const config = buildSessionConfig({ scorer: null, workspace: {}, asked, overrides: {} });
  const session = newSession(store, { config, branch: MAIN_BRANCH, at: START });
  store.durable(() => addSession(store, { ...session, state: "waiting", iteration: 1 }));
  return session.id;
}

const file = (session: string, rules: string): string =>
  fileProposal(registry(), { session, edits: [setRules(rules)], verdict: "accept" }).id;

function approve(id: string): string {
  return approveProposal(registry().store, id, { by: ADA, rule: "person", at: START }).id;
}

function reject(id: string): void {
  const refusal = { kind: "reject", reason: "No.", chips: [] } as const;
  refuseProposal(registry().store, id, { by: ADA, rule: "person", at: START, ...refusal });
}

describe("[W5] a session that waited for a decision", () => {
  it("goes on ten seconds after it, once, and says until then when", async () => {
    const session = waitingSession();
    goingOn.after(session, approve(file(session, "Ask once.")));
    expect(goingOn.list()).toEqual([{ session, at: START + GRACE_MS }]);
    await vi.advanceTimersByTimeAsync(GRACE_MS - 1);
    expect(resumed).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(resumed).toEqual([session]);
    expect(goingOn.list()).toEqual([]);
    await vi.advanceTimersByTimeAsync(10 * GRACE_MS);
    expect(resumed).toEqual([session]);
  });

  it("is told of as going on until its resume came to something, which is told", async () => {
    const session = waitingSession();
    let letResume = (): void => undefined;
    onResume = async () => new Promise<void>((resolve) => (letResume = resolve));
    goingOn.after(session, approve(file(session, "Ask once.")));
    await vi.advanceTimersByTimeAsync(GRACE_MS);
    // Between the end of its time and the first thing that it writes nothing else says that it goes on.
    expect([resumed, goingOn.list(), settled]).toEqual([[session], [{ session, at: START + GRACE_MS }], 0]);
    expect(await goingOn.now(session)).toBe(false);
    letResume();
    await vi.advanceTimersByTimeAsync(0);
    expect([resumed, goingOn.list(), settled]).toEqual([[session], [], 1]);
  });

  it("goes on after a refusal too, which no commit tells of", async () => {
    const session = waitingSession();
    reject(file(session, "Ask once."));
    goingOn.after(session, null);
    await vi.advanceTimersByTimeAsync(GRACE_MS);
    expect(resumed).toEqual([session]);
  });

  it("waits on where the decision was taken back meanwhile", async () => {
    const session = waitingSession();
    goingOn.after(session, approve(file(session, "Ask once.")));
    undo(registry().store, MAIN_BRANCH, { author: ADA, at: START + 1 });
    expect(goingOn.list()).toEqual([]);
    await vi.advanceTimersByTimeAsync(GRACE_MS);
    expect(await goingOn.now(session)).toBe(false);
    expect(resumed).toEqual([]);
  });

  it("waits on while there is another candidate to decide, and ten seconds from the last decision", async () => {
    const session = waitingSession();
    const [first, second] = [file(session, "Ask once."), file(session, "Ask twice.")];
    reject(first);
    goingOn.after(session, null);
    expect(goingOn.list()).toEqual([]);
    await vi.advanceTimersByTimeAsync(GRACE_MS / 2);
    reject(second);
    goingOn.after(session, null);
    await vi.advanceTimersByTimeAsync(GRACE_MS - 1);
    expect(resumed).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(resumed).toEqual([session]);
  });

  it("goes on at once when somebody says so, and not a second time by itself", async () => {
    const session = waitingSession();
    goingOn.after(session, approve(file(session, "Ask once.")));
    expect(await goingOn.now(session)).toBe(true);
    await vi.advanceTimersByTimeAsync(GRACE_MS);
    expect(resumed).toEqual([session]);
    expect(await goingOn.now(session)).toBe(false);
  });

  it("stays where it is when it is held back, was resumed by somebody else, or all is closed", async () => {
    const { store } = registry();
    const [held, taken, left] = [waitingSession(), waitingSession(), waitingSession()];
    for (const session of [held, taken, left]) goingOn.after(session, null);
    goingOn.holdBack(held);
    const found = store.sessions.find(taken);
    if (found !== null) store.durable(() => store.sessions.save({ ...found, state: "running" }));
    expect(goingOn.list()).toEqual([{ session: left, at: START + GRACE_MS }]);
    goingOn.close();
    await vi.advanceTimersByTimeAsync(GRACE_MS);
    expect(resumed).toEqual([]);
    expect(goingOn.list()).toEqual([]);
  });

  it("waits on where it cannot go on by itself; only what is a fault of ours is told", async () => {
    const session = waitingSession();
    onResume = () => {
      throw new AppError("session-state", "Another session runs.");
    };
    goingOn.after(session, null);
    await vi.advanceTimersByTimeAsync(GRACE_MS);
    expect(bugs).toEqual([]);
    onResume = () => {
      throw new TypeError("a fault of ours");
    };
    goingOn.after(session, null);
    await vi.advanceTimersByTimeAsync(GRACE_MS);
    expect(bugs.splice(0)).toEqual([new TypeError("a fault of ours")]);
    expect(resumed).toEqual([session, session]);
  });
});
