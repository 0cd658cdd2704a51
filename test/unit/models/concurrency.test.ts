import { describe, expect, it } from "vitest";
import { createLimiter, inTurnOf, withPlace, type Limiter } from "#core/models/concurrency.ts";

const never = new AbortController().signal;

/** Lets everything that is ready go on. */
async function settle(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}

describe("a limiter", () => {
  it("lets so many in and the others after them, first come, first served", async () => {
    const limiter = createLimiter(2);
    const entered: number[] = [];
    const releases: (() => void)[] = [];
    const all = [1, 2, 3, 4].map(async (caller) => {
      releases.push(await limiter.acquire(never));
      entered.push(caller);
    });
    await settle();
    expect(entered).toEqual([1, 2]);
    releases[0]?.();
    await settle();
    expect(entered).toEqual([1, 2, 3]);
    releases[1]?.();
    await Promise.all(all);
    expect(entered).toEqual([1, 2, 3, 4]);
  });

  it("that is to let in more does so at once, and one that is to let in fewer once places are given back", async () => {
    const limiter = createLimiter(1);
    const releases: (() => void)[] = [];
    for (let caller = 1; caller <= 4; caller += 1)
      void limiter.acquire(never).then((release) => releases.push(release));
    await settle();
    expect(releases).toHaveLength(1);
    limiter.allow(3);
    await settle();
    expect(releases).toHaveLength(3);
    limiter.allow(1);
    releases[0]?.();
    releases[1]?.();
    await settle();
    expect(releases).toHaveLength(3);
    releases[2]?.();
    await settle();
    expect(releases).toHaveLength(4);
  });

  it("counts a place that is given back twice once", async () => {
    const limiter = createLimiter(1);
    const release = await limiter.acquire(never);
    release();
    release();
    await limiter.acquire(never);
    let isSecondIn = false;
    void limiter.acquire(never).then(() => (isSecondIn = true));
    await settle();
    expect(isSecondIn).toBe(false);
  });

  it("lets a caller that is cancelled leave the queue without taking a place with it", async () => {
    const limiter = createLimiter(1);
    const release = await limiter.acquire(never);
    const controller = new AbortController();
    const leaving = limiter.acquire(controller.signal);
    const staying = limiter.acquire(never);
    controller.abort();
    await expect(leaving).rejects.toMatchObject({ code: "cancelled" });
    release();
    await expect(staying).resolves.toBeTypeOf("function");
  });

  it("takes nobody in who is cancelled already", async () => {
    const limiter = createLimiter(1);
    await expect(limiter.acquire(AbortSignal.abort())).rejects.toMatchObject({ code: "cancelled" });
    await expect(limiter.acquire(never)).resolves.toBeTypeOf("function");
  });
});

describe("work under a limiter", () => {
  it.each([
    ["is done", async () => Promise.resolve(4)],
    ["failed", async () => Promise.reject(new Error("cut"))],
  ])("gives its place back once it %s", async (_how, work) => {
    const limiter = createLimiter(1);
    await withPlace<number | null>(limiter, work, never).catch(() => null);
    await expect(limiter.acquire(never)).resolves.toBeTypeOf("function");
  });

  it("holds its place while it lasts, and does not begin without one", async () => {
    const limiter = createLimiter(1);
    const begun: string[] = [];
    const open = Promise.withResolvers<void>();
    const work = (name: string) => async (): Promise<void> => {
      begun.push(name);
      await open.promise;
    };
    const first = withPlace(limiter, work("first"), never);
    const controller = new AbortController();
    const second = withPlace(limiter, work("second"), controller.signal);
    await settle();
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: "cancelled" });
    open.resolve();
    await first;
    expect(begun).toEqual(["first"]);
  });
});

it("[S24] a limiter gives several parties that wait each its turn, however much one of them asks for", async () => {
  const limiter = createLimiter(1);
  const [greedy, modest] = [inTurnOf({}, limiter), inTurnOf({}, limiter)];
  const entered: string[] = [];
  const release = await limiter.acquire(never);
  const ask = async (name: string, own: Limiter): Promise<void> => {
    const leave = await own.acquire(never);
    entered.push(name);
    leave();
  };
  const all = [
    ...[1, 2, 3, 4].map(async (count) => ask(`greedy ${count}`, greedy)),
    ...[1, 2].map(async (count) => ask(`modest ${count}`, modest)),
  ];
  release();
  await Promise.all(all);
  expect(entered).toEqual(["greedy 1", "modest 1", "greedy 2", "modest 2", "greedy 3", "greedy 4"]);
});
