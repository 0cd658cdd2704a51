import { expect, it } from "vitest";
import { countTokens } from "#core/models/count-tokens.ts";
import type { ChatRequest } from "#core/models/provider.ts";
import { createSimulatedProvider } from "#core/practice/model/provider.ts";
import { CALCULATOR, collect, DONE, openProvider, textOf } from "./ask-simulated.ts";

const MESSAGE =
  "From: Anna Berg\nReceived: Monday 2 March 2026, 09:10\n\nPlease send me 3 pieces of hemp rope (HR-387) at 1.45 euros each, 2 boxes of steel chain (SC-852) at 7.60 euros each and 4 pieces of satin ribbon (SR-316) at 8.50 euros each.";

const REQUEST: ChatRequest = {
  model: "desk-1",
  messages: [
    {
      role: "system",
      content: "You take orders. Write dates as YYYY-MM-DD. Compute the total with the calculator.",
    },
    { role: "user", content: MESSAGE },
  ],
  sampling: { temperature: 0, seed: 7 },
};

it("says what it is", () => {
  const { id, endpointOrigin, implementation, isSimulated } = openProvider();
  expect({ id, endpointOrigin, isSimulated }).toEqual({
    id: "simulated",
    endpointOrigin: null,
    isSimulated: true,
  });
  expect(implementation).toMatch(/^simulated\/\d+$/);
});

it("streams text in several parts and then exactly one finish", async () => {
  const parts = await collect(openProvider(), REQUEST);
  const kinds = parts.map(({ type }) => type);
  expect(kinds.length).toBeGreaterThan(3);
  expect(kinds.lastIndexOf("text-delta")).toBe(kinds.length - 2);
  expect(kinds.indexOf("finish")).toBe(kinds.length - 1);
  expect(JSON.parse(textOf(parts))).toMatchObject({ receivedOn: "2026-03-02" });
});

it("calls a tool whole, with arguments that are JSON, before the finish", async () => {
  const parts = await collect(openProvider(), { ...REQUEST, tools: [CALCULATOR, DONE] });
  expect(parts.map(({ type }) => type)).toEqual(["tool-call", "finish"]);
  const [call, finish] = parts;
  if (call?.type !== "tool-call" || finish?.type !== "finish") throw new Error("not the parts expected");
  expect(call.toolName).toBe("calculator");
  expect(JSON.parse(call.argumentsText)).toHaveProperty("expression");
  expect(finish.reason).toBe("tool-calls");
});

it("counts what went in and out with the tokenizer", async () => {
  const parts = await collect(openProvider(), REQUEST);
  const finish = parts.at(-1);
  if (finish?.type !== "finish") throw new Error("no finish");
  const said = REQUEST.messages.reduce((sum, { content }) => sum + countTokens(content), 0);
  expect(finish.usage).toEqual({
    inputTokens: said + 8,
    outputTokens: countTokens(textOf(parts)),
    cachedInputTokens: 0,
  });
  const withTools = (await collect(openProvider(), { ...REQUEST, tools: [DONE] })).at(-1);
  expect(withTools?.type === "finish" ? withTools.usage?.inputTokens : 0).toBeGreaterThan(said + 8);
});

it("gives the same parts for the same request, whatever it was asked in between", async () => {
  const provider = openProvider();
  const first = await collect(provider, REQUEST);
  await collect(provider, { ...REQUEST, sampling: { seed: 8 } });
  expect(await collect(provider, REQUEST)).toEqual(first);
  expect(await collect(openProvider(), REQUEST)).toEqual(first);
});

it("different seeds fumble different sums", async () => {
  const totals = await Promise.all(
    Array.from({ length: 20 }, async (_, seed) => {
      const parts = await collect(openProvider(), { ...REQUEST, sampling: { seed } });
      return (JSON.parse(textOf(parts)) as { total: number }).total;
    }),
  );
  expect(new Set(totals).size).toBeGreaterThan(1);
});

it("stops at the token limit and says so", async () => {
  const parts = await collect(openProvider(), { ...REQUEST, sampling: { seed: 7, maxOutputTokens: 10 } });
  expect(countTokens(textOf(parts))).toBeLessThanOrEqual(10);
  expect(parts.at(-1)).toMatchObject({ type: "finish", reason: "length" });
  const cutCall = await collect(openProvider(), {
    ...REQUEST,
    tools: [CALCULATOR],
    sampling: { seed: 7, maxOutputTokens: 3 },
  });
  expect(cutCall).toMatchObject([{ type: "finish", reason: "length", usage: { outputTokens: 3 } }]);
});

it("refuses a model it does not have, and an operator it does not know, with what to do", async () => {
  await expect(collect(openProvider(), { ...REQUEST, model: "desk-9" })).rejects.toMatchObject({
    code: "model-unknown",
    hint: expect.stringContaining("desk-1") as string,
  });
  const output = { name: "haiku", schema: {} };
  await expect(collect(openProvider(), { ...REQUEST, output })).rejects.toMatchObject({
    code: "model-refused",
  });
});

it("never sleeps unless it was given a latency or a speed", async () => {
  const slept: number[] = [];
  const sleep = async (durationMs: number): Promise<void> => {
    slept.push(durationMs);
  };
  await collect(createSimulatedProvider({ sleep }), REQUEST);
  expect(slept).toEqual([]);
  const parts = await collect(
    createSimulatedProvider({ sleep, latencyMs: 300, tokensPerSecond: 50 }),
    REQUEST,
  );
  expect(slept[0]).toBe(300);
  expect(slept.length).toBe(parts.length);
  const tokens = parts.reduce(
    (sum, part) => sum + (part.type === "text-delta" ? countTokens(part.text) : 0),
    0,
  );
  expect(slept.slice(1).reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(tokens * 20, 6);
});

it("ends with `cancelled` as soon as the signal is aborted", async () => {
  const controller = new AbortController();
  const seen: string[] = [];
  const read = async (): Promise<void> => {
    for await (const part of openProvider().stream(REQUEST, controller.signal)) {
      seen.push(part.type);
      controller.abort();
    }
  };
  await expect(read()).rejects.toMatchObject({ code: "cancelled" });
  expect(seen).toEqual(["text-delta"]);
});

it.each([
  ["rate-limited", "model-rate-limited"],
  ["unavailable", "model-unavailable"],
] as const)("injected fault %s is a retryable %s, at the call it was set for", async (kind, code) => {
  const provider = openProvider({ faults: [{ kind, atCalls: [2] }] });
  const first = await collect(provider, REQUEST);
  await expect(collect(provider, REQUEST)).rejects.toMatchObject({ code, retryable: true });
  expect(await collect(provider, REQUEST)).toEqual(first);
});

it("injected fault cut-stream ends without a finish, with part of the text", async () => {
  const whole = textOf(await collect(openProvider(), REQUEST));
  const parts = await collect(openProvider({ faults: [{ kind: "cut-stream", atCalls: [1] }] }), REQUEST);
  expect(parts.every(({ type }) => type === "text-delta")).toBe(true);
  expect(whole.startsWith(textOf(parts)) && textOf(parts).length < whole.length).toBe(true);
});

it("injected fault malformed-tool-call breaks the arguments", async () => {
  const provider = openProvider({ faults: [{ kind: "malformed-tool-call", probability: 1 }] });
  const [call] = await collect(provider, { ...REQUEST, tools: [CALCULATOR] });
  expect(() => JSON.parse(call?.type === "tool-call" ? call.argumentsText : "{}") as unknown).toThrow(
    SyntaxError,
  );
});

it("a fault with a probability strikes in about that share of calls", async () => {
  const provider = openProvider({ faults: [{ kind: "unavailable", probability: 0.3, seed: 5 }] });
  let failed = 0;
  for (let call = 0; call < 200; call += 1) {
    await collect(provider, REQUEST).catch(() => (failed += 1));
  }
  expect(failed).toBeGreaterThan(40);
  expect(failed).toBeLessThan(80);
});
