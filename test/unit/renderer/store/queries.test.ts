import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { toWireError } from "#core/app/context.ts";
import { createAppStore } from "#renderer/store/app-store.ts";
import { createQueries, type Query } from "#renderer/store/queries.ts";
import { TOPICS, topicsOf } from "#renderer/store/topics.ts";

/** The client is never called: queries under test read from here. */
const NO_CLIENT = {} as WorkspaceClient;

function setUp() {
  const store = createAppStore({ read: () => null, write: () => undefined });
  const queries = createQueries(store, NO_CLIENT);
  const reads = new Map<string, number>();
  const ask = (
    key: string,
    answer: (reading: number) => Promise<unknown> = async (n) => await Promise.resolve(n),
  ): Query<unknown> => ({
    key,
    topics: ["history"],
    read: async () => {
      const reading = (reads.get(key) ?? 0) + 1;
      reads.set(key, reading);
      return await answer(reading);
    },
  });
  const settle = async (): Promise<void> => {
    await vi.advanceTimersByTimeAsync(1000);
  };
  const shown = (key: string) => store.getState().snapshots[key];
  return { store, queries, reads, ask, settle, shown };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the snapshots of a window", () => {
  it("a query is read once for all who look, and again once per burst of its events", async () => {
    const { queries, reads, ask, settle, shown } = setUp();
    queries.watch(ask("log"));
    queries.watch(ask("log"));
    await settle();
    for (let event = 0; event < 50; event += 1) queries.invalidate(["history"]);
    queries.invalidate(["sessions"]);
    await settle();
    expect([reads.get("log"), shown("log")]).toEqual([2, { data: 2, problem: undefined, isReading: false }]);
  });

  it("[V18] what is read when it is opened is not asked again by the next event where it failed", async () => {
    const { queries, reads, ask, settle } = setUp();
    const failing = async () => await Promise.reject(new Error("refused"));
    queries.watch({ ...ask("models", failing), topics: [], isReadWhenOpened: true });
    queries.watch({ ...ask("other", failing), topics: [] });
    await settle();
    queries.invalidate(["history"]);
    await settle();
    expect([reads.get("models"), reads.get("other")]).toEqual([1, 2]);
    queries.retry("models");
    await settle();
    expect(reads.get("models")).toBe(2);
  });

  it("an answer is one change: what shows it is drawn once, and a first reading changes nothing before", async () => {
    const { store, queries, ask, settle } = setUp();
    const told: unknown[] = [];
    store.subscribe(({ snapshots }) => told.push(snapshots["log"]));
    queries.watch(ask("log"));
    await settle();
    expect(told).toEqual([{ data: 1, problem: undefined, isReading: false }]);
    queries.retry("log");
    await settle();
    expect(told.slice(1)).toEqual([
      { data: 1, problem: undefined, isReading: true },
      { data: 2, problem: undefined, isReading: false },
    ]);
  });

  it("one that nobody looks at is not read, but is when somebody looks again", async () => {
    const { queries, reads, ask, settle } = setUp();
    const stop = queries.watch(ask("log"));
    await settle();
    stop();
    queries.invalidate(["history"]);
    await settle();
    expect(reads.get("log")).toBe(1);
    queries.watch(ask("log"));
    await settle();
    expect(reads.get("log")).toBe(2);
  });

  it("a change while it is being read is read after it, so that an old answer never stays", async () => {
    const { queries, reads, ask, shown } = setUp();
    const slow = ask("log", async (reading) => {
      await new Promise((resolve) => {
        setTimeout(resolve, 500);
      });
      return reading;
    });
    queries.watch(slow);
    await vi.advanceTimersByTimeAsync(100);
    queries.invalidate(["history"]);
    await vi.advanceTimersByTimeAsync(2000);
    expect([reads.get("log"), shown("log")?.data]).toEqual([2, 2]);
  });

  it("a failure keeps the last that was known, says what and what to do, and is gone after a retry", async () => {
    const { queries, ask, settle, shown } = setUp();
    const failing = ask("log", async (reading) => {
      if (reading === 2) {
        throw toWireError(
          new AppError("workspace-damaged", "A hash does not hold.", { hint: "Run verify." }),
        );
      }
      return await Promise.resolve(reading);
    });
    queries.watch(failing);
    await settle();
    queries.invalidate(["history"]);
    await settle();
    const problem = { code: "workspace-damaged", message: "A hash does not hold.", hint: "Run verify." };
    expect(shown("log")).toEqual({ data: 1, problem, isReading: false });
    queries.retry("log");
    await settle();
    expect(shown("log")).toEqual({ data: 3, problem: undefined, isReading: false });
  });

  it("a failed reading is no answer: it is tried again when somebody looks again, and with any event", async () => {
    const { queries, reads, ask, settle, shown } = setUp();
    const failing = ask("diff", async (reading) => {
      if (reading < 3) throw new Error("The connection is lost.");
      return await Promise.resolve(reading);
    });
    const stop = queries.watch({ ...failing, topics: [] });
    await settle();
    expect(reads.get("diff")).toBe(1);
    stop();
    queries.watch({ ...failing, topics: [] });
    await settle();
    expect([reads.get("diff"), shown("diff")?.problem?.code]).toEqual([2, "unreachable"]);
    queries.invalidate(["sessions"]);
    await settle();
    expect(shown("diff")).toEqual({ data: 3, problem: undefined, isReading: false });
    queries.invalidate(["sessions"]);
    await settle();
    expect(reads.get("diff")).toBe(3);
  });

  it("answers that nobody looks at are forgotten beyond a number, those looked at never", async () => {
    const { store, queries, ask, settle } = setUp();
    queries.watch(ask("kept"));
    for (let at = 0; at < 100; at += 1) {
      const stop = queries.watch(ask(`seen ${at}`));
      await settle();
      stop();
    }
    const keys = Object.keys(store.getState().snapshots);
    expect([keys.length, keys.includes("kept"), keys.includes("seen 99"), keys.includes("seen 0")]).toEqual([
      61,
      true,
      true,
      false,
    ]);
  });
});

describe("events", () => {
  const durable = (seq: number, prev: number) =>
    ({
      kind: "durable",
      seq,
      prev,
      session: null,
      at: "2026-03-06T12:00:00.000Z",
      type: "committed",
      body: { commit: "c1", branch: "main", message: "Dates" },
    }) as const;

  it("are taken in once and in order; one whose predecessor was missed makes the window's knowledge stale", () => {
    const { store } = setUp();
    const { ingest } = store.getState();
    ingest(durable(1, 0));
    ingest(durable(2, 1));
    ingest(durable(2, 1));
    expect([store.getState().events.length, store.getState().lastSeq, store.getState().isStale]).toEqual([
      2,
      2,
      false,
    ]);
    ingest(durable(9, 7));
    expect([store.getState().lastSeq, store.getState().isStale]).toEqual([9, true]);
  });

  it("[T13] what nobody here can read makes everything old: it may have changed anything", () => {
    const event = { ...durable(1, 0), type: "unknown", body: { type: "forked", because: "type" } } as const;
    expect(topicsOf(event)).toEqual(TOPICS);
  });

  it("a commit makes old what shows commits and resources; progress makes nothing old", () => {
    const body = { iteration: 1, done: 3, total: 40 };
    const passing = { kind: "passing", session: "1", type: "act-progress", body } as const;
    expect([topicsOf(durable(1, 0)), topicsOf(passing)]).toEqual([
      ["history", "resources", "proposals", "sessions"],
      [],
    ]);
  });
});

describe("preferences", () => {
  it("are kept with every change, and broken ones are the defaults", () => {
    let kept = "{broken";
    const keep = { read: () => kept, write: (text: string) => void (kept = text) };
    const store = createAppStore(keep);
    expect(store.getState().preferences).toMatchObject({
      scheme: "auto",
      isRailOpen: false,
      hasLetterKeys: true,
    });
    store.getState().setPreferences({ scheme: "dark" });
    expect(createAppStore(keep).getState().preferences).toMatchObject({ scheme: "dark", isRailOpen: false });
  });
});
