import { afterEach, describe, expect, it } from "vitest";
import { sleep } from "#core/app/system.ts";
import type { ModelPart } from "#core/models/provider.ts";
import { chunk, startDrip, startHostile } from "#test/support/hostile-server.ts";
import { PRIVATE_REQUEST, providerFor, readError, readParts } from "#test/support/openai-client.ts";
import { startOpenAiServer, type Fault, type OpenAiServer } from "#test/support/openai-server.ts";

let server: OpenAiServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

const TIMEOUT_MS = 20_000;
const LONG = "word ".repeat(50);

async function startWith(fault: Fault | null): Promise<OpenAiServer> {
  server = await startOpenAiServer({ reply: [{ text: LONG }], faults: () => fault });
  return server;
}

describe("cancelling a call", () => {
  it("before it starts asks the endpoint nothing", async () => {
    const { baseUrl, requests } = await startWith(null);
    const error = await readError(providerFor({ baseUrl }), PRIVATE_REQUEST, AbortSignal.abort());
    expect(error).toMatchObject({ code: "cancelled", retryable: false });
    expect(requests).toHaveLength(0);
  });

  it("before the headers hangs up", async () => {
    const hanging = await startWith({ type: "hang" });
    const controller = new AbortController();
    const failing = readError(providerFor(hanging), PRIVATE_REQUEST, controller.signal);
    await hanging.waitForRequests(1);
    controller.abort();
    expect(await failing).toMatchObject({ code: "cancelled", retryable: false });
    await hanging.waitForDisconnects(1);
  });

  it("in mid-stream hangs up and never looks like an answer that is over", async () => {
    const hanging = await startWith({ type: "hang", afterEvents: 4 });
    const controller = new AbortController();
    const parts: ModelPart[] = [];
    const reading = (async () => {
      for await (const part of providerFor(hanging).stream(PRIVATE_REQUEST, controller.signal)) {
        parts.push(part);
        if (parts.length === 3) setImmediate(() => controller.abort());
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: "cancelled", retryable: false });
    await hanging.waitForDisconnects(1);
    expect(parts.map(({ type }) => type)).toEqual(["text-delta", "text-delta", "text-delta"]);
  });

  it("while the consumer holds a part is noticed at its next step", async () => {
    const { baseUrl } = await startWith(null);
    const controller = new AbortController();
    const parts = providerFor({ baseUrl }).stream(PRIVATE_REQUEST, controller.signal)[Symbol.asyncIterator]();
    await parts.next();
    controller.abort();
    await expect(parts.next()).rejects.toMatchObject({ code: "cancelled" });
  });

  it("by leaving the loop hangs up too", async () => {
    const hanging = await startWith({ type: "hang", afterEvents: 4 });
    for await (const part of providerFor(hanging).stream(PRIVATE_REQUEST, new AbortController().signal)) {
      expect(part.type).toBe("text-delta");
      break;
    }
    await hanging.waitForDisconnects(1);
  });
});

describe("a silent endpoint", () => {
  it.each([
    ["before the headers", { type: "hang" } as const],
    ["before the first chunk", { type: "hang", afterEvents: 0 } as const],
    ["in mid-stream", { type: "hang", afterEvents: 4 } as const],
  ])("times out %s, and is hung up on", async (_when, fault) => {
    const hanging = await startWith(fault);
    const error = await readError(providerFor(hanging, { patience: { silenceMs: 400 } }));
    expect(error).toMatchObject({ code: "model-timeout", retryable: true });
    expect(error.message).toContain(hanging.origin);
    await hanging.waitForDisconnects(1);
  });

  const beating = (beats: number, then: readonly string[]) =>
    startHostile(async (write) => {
      for (let beat = 0; beat < beats; beat += 1) {
        const goesOn = await write(beat % 2 === 0 ? ": keepalive\n\n" : "data:\n\n");
        if (!goesOn) return;
        await sleep(40);
      }
      for (const event of then) await write(event);
    });

  it("[M33] that sends signs of life is waited for longer than one that sends nothing", async () => {
    const hostile = await beating(20, [chunk({ content: "a" }), chunk({}, "stop"), "data: [DONE]\n\n"]);
    const parts = await readParts(providerFor(hostile, { patience: { silenceMs: 400 } }));
    expect(parts.map(({ type }) => type)).toEqual(["text-delta", "finish"]);
    await hostile.close();
  });

  it("[M33] that sends nothing but signs of life is given up by a limit of its own, and not asked again", async () => {
    const hostile = await beating(10_000, []);
    const error = await readError(providerFor(hostile, { patience: { wordMs: 300 } }));
    expect(error).toMatchObject({ code: "model-timeout", retryable: false });
    expect(error.message).toContain("no word of an answer for 0.3 s");
    expect(error.hint).toContain("wordSeconds");
    await hostile.close();
  });

  it("[M33] that thinks aloud says words, however long it thinks", async () => {
    const thinking = Array.from({ length: 12 }, () => chunk({ reasoning_content: "hm " }));
    const hostile = await startHostile(async (write) => {
      for (const event of [...thinking, chunk({ content: "a" }), chunk({}, "stop")]) {
        await write(event);
        await sleep(40);
      }
    });
    const parts = await readParts(providerFor(hostile, { patience: { wordMs: 300 } }));
    expect(parts.at(-1)).toMatchObject({ type: "finish", thought: "hm ".repeat(12) });
    await hostile.close();
  });

  it("that drips for ever is cut off as a whole, and not asked again", async () => {
    const dripping = await startDrip(20);
    const error = await readError(providerFor(dripping, { patience: { answerMs: 200 } }));
    expect(error).toMatchObject({ code: "model-timeout", retryable: false });
    expect(error.message).toContain("not done with its answer");
    await dripping.close();
  });

  it("after its finish reason has answered whole, though its usage stays unknown", async () => {
    server = await startOpenAiServer({
      reply: [{ text: "Hello" }],
      faults: { 1: { type: "hang", afterEvents: 3 } },
    });
    const parts = await readParts(providerFor(server, { patience: { silenceMs: 2000 } }));
    expect(parts.at(-1)).toMatchObject({ type: "finish", reason: "stop", usage: null });
  });

  it("is not one whose consumer is slow: nobody watches while a part is held, or after the end", async () => {
    const { baseUrl } = await startWith(null);
    const watches: AbortSignal[] = [];
    const provider = providerFor(
      { baseUrl },
      {
        patience: { silenceMs: TIMEOUT_MS },
        sleep: async (delayMs, signal) => {
          // The other watches are on words, and on the answer as a whole.
          if (signal !== undefined && delayMs === TIMEOUT_MS) watches.push(signal);
          await sleep(delayMs, signal);
        },
      },
    );
    let held = 0;
    for await (const _part of provider.stream(PRIVATE_REQUEST, new AbortController().signal)) {
      held += 1;
      expect(watches.filter(({ aborted }) => !aborted)).toEqual([]);
    }
    expect(held).toBe(LONG.length / 5 + 1);
    expect(watches.length).toBeGreaterThan(held);
    expect(watches.filter(({ aborted }) => !aborted)).toEqual([]);
  });
});
