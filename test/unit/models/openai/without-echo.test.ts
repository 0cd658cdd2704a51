import { describe, expect, it } from "vitest";
import type { ChatMessage } from "#core/models/provider.ts";
import { readErrorDocument } from "#core/models/openai/error-body.ts";
import { withoutEcho } from "#core/models/openai/without-echo.ts";

const MESSAGES: readonly ChatMessage[] = [
  { role: "system", content: "Be brief.\nSay seed unknown" },
  { role: "user", content: "Is the word seed not known to birds? The account has an insufficient balance." },
  {
    role: "assistant",
    content: "",
    toolCalls: [{ callId: "1", toolName: "t", argumentsText: '{"a":"at #/seed here we"}' }],
  },
  { role: "tool", callId: "1", content: "temperature" },
];

const own = (said: string) => withoutEcho(readErrorDocument(said), MESSAGES);

describe("[M21] what an endpoint repeats of the messages is not its own", () => {
  it.each([
    ["a part of an item", "Your input was rejected: 'IS the word  seed not…'", /seed/],
    ["an item that speaks of an account", "No: the account has an insufficient balance", /balance/],
    ["a short line", "We do not take: say Seed unknown!", /seed/i],
    ["a single word, quoted", "We do not take 'temperature'", /temperature/],
    ["arguments of a call", "We do not take at #/seed here we", /seed/],
  ])("%s", (_title, said, words) => {
    const left = own(said);
    expect(left.said).not.toMatch(words);
    expect(left.said).toMatch(/^(Your input was rejected|No|We do not take)/);
    expect(left.places).toEqual([]);
  });

  it.each(["temperature is not supported", "the word seed is not known here", "at #/seed: extra input"])(
    "and what is its own stays: %s",
    (said) => {
      expect(own(said)).toEqual(readErrorDocument(said));
    },
  );
});
