import { describe, expect, it } from "vitest";
import { createLimiter, limitProvider } from "#core/models/concurrency.ts";
import type { ChatRequest, ModelPart, ModelProvider } from "#core/models/provider.ts";

const never = new AbortController().signal;
const REQUEST: ChatRequest = { model: "m", messages: [], sampling: {} };

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

describe("a provider under a limiter", () => {
  function providerOf(stream: () => AsyncIterable<ModelPart>): ModelProvider {
    const facts = { id: "p", endpointOrigin: null, implementation: "1", isSimulated: false };
    return { ...facts, stream, countTokens: () => 0 };
  }

  async function* failing(): AsyncGenerator<ModelPart> {
    yield { type: "text-delta", text: "a" };
    throw new Error("cut");
  }

  async function* endless(): AsyncGenerator<ModelPart> {
    for (;;) yield { type: "text-delta", text: "a" };
  }

  it.each([
    ["a failure", failing, 2],
    ["a consumer that leaves", endless, 1],
  ])("gives its place back after %s", async (_title, stream, partsRead) => {
    const limiter = createLimiter(1);
    const limited = limitProvider(providerOf(stream), limiter);
    let read = 0;
    try {
      for await (const _part of limited.stream(REQUEST, never)) if ((read += 1) === partsRead) break;
    } catch {
      read += 1;
    }
    expect(read).toBe(partsRead);
    await expect(limiter.acquire(never)).resolves.toBeTypeOf("function");
  });

  it("holds its place while its consumer reads", async () => {
    const limiter = createLimiter(1);
    const parts = limitProvider(providerOf(endless), limiter).stream(REQUEST, never)[Symbol.asyncIterator]();
    await parts.next();
    const controller = new AbortController();
    const second = limiter.acquire(controller.signal);
    await settle();
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: "cancelled" });
    await parts.return?.();
  });
});
