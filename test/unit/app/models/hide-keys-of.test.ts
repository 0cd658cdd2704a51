import { describe, expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import { hideKeysOf } from "#core/app/models/hide-keys-of.ts";
import type { ChatRequest, ModelPart, ModelProvider, Usage } from "#core/models/provider.ts";
import { createKeyMask } from "#core/store/key-mask.ts";

const KEY = "canary-Key-0123456789";
const REQUEST: ChatRequest = { model: "m", messages: [{ role: "user", content: "hello" }], sampling: {} };
const USAGE: Usage = { inputTokens: 17, outputTokens: 3, cachedInputTokens: 0 };

/** Says its parts, and tells the meter what an endpoint's adapter tells it. */
function providerOf(parts: readonly ModelPart[]): ModelProvider {
  return {
    id: "loopback",
    endpoint: "http://127.0.0.1:9/v1",
    endpointOrigin: "http://127.0.0.1:9",
    implementation: "test-1",
    isSimulated: false,
    stream: async function* (_request, _signal, meter) {
      meter?.onSent();
      for (const part of parts) {
        if (part.type === "text-delta") meter?.onWritten(part.text);
        yield await Promise.resolve(part);
      }
      meter?.onUsage(USAGE);
      meter?.onTurnedAway();
    },
    countTokens: (text) => text.length,
  };
}

function hiding(parts: readonly ModelPart[]): ModelProvider {
  const mask = createKeyMask();
  mask.note("A_KEY", KEY);
  return hideKeysOf(providerOf(parts), mask.hide);
}

const never = new AbortController().signal;

describe("a provider whose answers have keys hidden in them", () => {
  it("[B8] lets the bill hear everything that the endpoint's own adapter says", async () => {
    const heard: unknown[] = [];
    const provider = hiding([{ type: "text-delta", text: "one two" }]);
    const meter = {
      onSent: () => void heard.push("sent"),
      onTurnedAway: () => void heard.push("turned away"),
      onWritten: (text: string) => void heard.push(text),
      onUsage: (usage: Usage) => void heard.push(usage),
    };
    for await (const _part of provider.stream(REQUEST, never, meter)) continue;
    expect(heard).toEqual(["sent", "one two", USAGE, "turned away"]);
  });

  it("[S14] hides a key that comes letter by letter", async () => {
    const letters = Array.from(`I am ${KEY} `, (text) => ({ type: "text-delta" as const, text }));
    let text = "";
    for await (const part of hiding(letters).stream(REQUEST, never)) {
      if (part.type === "text-delta") text += part.text;
    }
    expect(text).toBe("I am [key A_KEY] ");
  });

  it("[S14] hides a key in every text of every part, however deep, and leaves what steers the reader", async () => {
    const parts: readonly ModelPart[] = [
      {
        type: "tool-call",
        callId: `c-${KEY}`,
        toolName: `t-${KEY}`,
        argumentsText: `{"a":"${KEY}"}`,
        extra: { google: [{ [KEY]: 1, signature: `s ${KEY}` }], depth: null },
      },
      {
        type: "finish",
        reason: "tool-calls",
        usage: USAGE,
        thought: KEY,
        calledFor: KEY,
        responseModel: KEY,
        responseId: KEY,
        keysPassedOver: [`B_KEY: refused, it says: authorization: Bearer ${KEY}`],
      },
    ];
    const heard: ModelPart[] = [];
    for await (const part of hiding(parts).stream(REQUEST, never)) heard.push(part);
    const written = JSON.stringify(parts).replaceAll(KEY, "[key A_KEY]");
    expect(heard).toEqual(JSON.parse(written));
  });

  it("[S14] hides a key in what an error says and in what it advises", async () => {
    const mask = createKeyMask();
    mask.note("A_KEY", KEY);
    const broken: ModelProvider = {
      ...providerOf([]),
      // eslint-disable-next-line require-yield -- It fails before it says anything.
      stream: async function* () {
        await Promise.resolve();
        throw new AppError("model-refused", "No.", { hint: `Send another than ${KEY}.` });
      },
    };
    const asked = hideKeysOf(broken, mask.hide).stream(REQUEST, never);
    await expect(asked[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      message: "No.",
      hint: "Send another than [key A_KEY].",
    });
  });
});
