import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { keyedRandom } from "#core/base/keyed-random.ts";
import { runInOrder } from "#core/evaluation/run-in-order.ts";

const never = new AbortController().signal;

/** Time that passes only when everybody waits for it, so that a second of a test takes none. */
function createTime() {
  const due: { readonly at: number; readonly wake: () => void }[] = [];
  let now = 0;
  let working = 0;
  let busy = 0;
  return {
    work: async (durationMs: number): Promise<void> => {
      working += 1;
      await new Promise<void>((wake) => void due.push({ at: now + durationMs, wake }));
      working -= 1;
    },
    /** Lets it pass until the work is done; the share of the places that were busy. */
    passUntil: async (done: Promise<void>, places: number): Promise<number> => {
      let isDone = false;
      void done.finally(() => {
        isDone = true;
      });
      for (;;) {
        await turn();
        if (isDone) return busy / (now * places);
        const [first] = due.toSorted((a, b) => a.at - b.at);
        if (first === undefined) continue;
        busy += working * (first.at - now);
        now = first.at;
        due.splice(due.indexOf(first), 1);
        first.wake();
      }
    },
  };
}

/** 1 item in 20 takes 400 ms, the others 15: in an order of their own. */
const DURATIONS = Array.from({ length: 1000 }, (_, at) => (keyedRandom("slow", at).next() < 0.05 ? 400 : 15));

async function shareOfPlaces(places: number, furthest: number): Promise<number> {
  const time = createTime();
  const order: number[] = [];
  const consume = async (): Promise<void> => {
    const work = async (at: number): Promise<number> => {
      await time.work(DURATIONS[at]!);
      return at;
    };
    const items = [...DURATIONS.keys()];
    for await (const at of runInOrder(items, work, { places, furthest, signal: never })) order.push(at);
  };
  const share = await time.passUntil(consume(), places);
  expect(order).toEqual([...DURATIONS.keys()]);
  return share;
}

describe("work of which one piece in twenty is slow", () => {
  it.each([2, 4, 8])("keeps nine of ten places busy, of %i, and comes in order", async (places) => {
    expect(await shareOfPlaces(places, 16 * places)).toBeGreaterThan(0.9);
  });

  it("would stand still behind the slow one if nothing might go ahead of it", async () => {
    expect(await shareOfPlaces(4, 4)).toBeLessThan(0.6);
  });
});

describe("how far ahead work begins", () => {
  const opened = (): { readonly begun: number[]; readonly open: Map<number, () => void> } => ({
    begun: [],
    open: new Map(),
  });
  const gate =
    ({ begun, open }: ReturnType<typeof opened>) =>
    async (at: number): Promise<number> => {
      begun.push(at);
      await new Promise<void>((resolve) => void open.set(at, resolve));
      return at;
    };
  const items = [...Array(20).keys()];

  it("while the first is waited for, up to the bound; and never more at once than there are places", async () => {
    const state = opened();
    const results = runInOrder(items, gate(state), { places: 2, furthest: 5, signal: never });
    const first = results.next();
    for (const at of [1, 2, 3, 4]) {
      await turn();
      expect(state.begun).toEqual([...Array(at + 1).keys()]);
      state.open.get(at)!();
    }
    await turn();
    // Five ahead is the bound, though a place is free.
    expect(state.begun).toEqual([0, 1, 2, 3, 4]);
    state.open.get(0)!();
    expect(await first).toEqual({ done: false, value: 0 });
    // Nobody waits now: what is held is more than there are places for.
    await turn();
    expect(state.begun).toEqual([0, 1, 2, 3, 4]);
    expect((await results.next()).value).toBe(1);
    void results.return(undefined);
    for (const release of state.open.values()) release();
  });

  it("after a failure nothing begins, and it is thrown at its turn", async () => {
    const begun: number[] = [];
    const work = async (at: number): Promise<number> => {
      begun.push(at);
      await turn();
      if (at === 2) throw new Error("no key");
      if (at < 2) await turn();
      return at;
    };
    const seen: number[] = [];
    const consume = async (): Promise<void> => {
      for await (const at of runInOrder(items, work, { places: 3, furthest: 48, signal: never }))
        seen.push(at);
    };
    await expect(consume()).rejects.toThrow("no key");
    expect([seen, begun]).toEqual([
      [0, 1],
      [0, 1, 2],
    ]);
  });

  it("leaving early aborts what goes on and waits for its end", async () => {
    const ends: string[] = [];
    const work = async (at: number, signal: AbortSignal): Promise<number> => {
      if (at === 0) return at;
      await new Promise<void>((resolve) => {
        signal.addEventListener("abort", () => resolve());
      });
      await turn();
      ends.push(`${at} ended`);
      return at;
    };
    for await (const _at of runInOrder(items, work, { places: 3, furthest: 48, signal: never })) break;
    expect(ends.toSorted()).toEqual(["1 ended", "2 ended", "3 ended"]);
  });
});
