import { expect, it } from "vitest";
import { hideKeysOf } from "#core/app/hide-keys-of.ts";
import type { CallMeter, ChatRequest, ModelProvider } from "#core/models/provider.ts";

const REQUEST: ChatRequest = { model: "any", messages: [], sampling: {} };
const PROVIDER: ModelProvider = {
  ...{ id: "x", endpoint: null, endpointOrigin: null, implementation: "1", isSimulated: false },
  stream: async function* (_request, _signal, meter) {
    meter?.onSent();
    yield await Promise.resolve({ type: "text-delta", text: "the ke" } as const);
    yield { type: "text-delta", text: "y is here" } as const;
    yield { type: "finish", reason: "stop", usage: null } as const;
  },
  countTokens: ({ length }) => length,
};

it("[B8] hides what is said and hides nothing from the bill: it hears of the attempt all that there is to hear", async () => {
  const heard: string[] = [];
  const meter: CallMeter = {
    onSent: () => void heard.push("sent"),
    onTurnedAway: () => void heard.push("turned away"),
    onWritten: () => void heard.push("written"),
    onUsage: () => void heard.push("usage"),
  };
  const hidden = hideKeysOf(PROVIDER, (text) => text.replaceAll("key", "[key X]"));
  const texts: string[] = [];
  for await (const part of hidden.stream(REQUEST, new AbortController().signal, meter))
    if (part.type === "text-delta") texts.push(part.text);
  expect([texts.join(""), heard]).toEqual(["the [key X] is here", ["sent"]]);
});
