import { describe, expect, it } from "vitest";
import { costUsd, createPriceTable, priceOf, type Price } from "#core/models/prices.ts";

const OPENAI = { id: "openai", endpointOrigin: "https://api.openai.com", isSimulated: false };
const LOCAL = { id: "ollama", endpointOrigin: "http://127.0.0.1:11434", isSimulated: false };
const GATEWAY = { ...LOCAL, id: "litellm", isGateway: true };
const NEAR = { id: "vllm", endpointOrigin: "http://192.168.0.7:8000", isSimulated: false };
const SIMULATED = { id: "simulated", endpointOrigin: null, isSimulated: true };
const HALF: Price = { inputUsdPerMillion: 1, cachedInputUsdPerMillion: 0.5, outputUsdPerMillion: 2 };
const OURS: Price = { inputUsdPerMillion: 2, cachedInputUsdPerMillion: 0.5, outputUsdPerMillion: 8 };
const FREE: Price = { inputUsdPerMillion: 0, cachedInputUsdPerMillion: 0, outputUsdPerMillion: 0 };

const overridden = createPriceTable({ "ollama/llama": HALF, "openai/gpt-4.1": HALF });

describe("the price of a model", () => {
  it.each([
    ["OpenAI's at OpenAI", createPriceTable(), OPENAI, "gpt-4.1", OURS],
    ["unknown for a snapshot that is not listed", createPriceTable(), OPENAI, "gpt-4o-2024-05-13", null],
    ["unknown for a name that every object has", createPriceTable(), OPENAI, "constructor", null],
    ["nothing on this machine", createPriceTable(), LOCAL, "llama", FREE],
    [
      "nothing on this machine, whatever a model there is called",
      createPriceTable(),
      { ...LOCAL, id: "openai" },
      "gpt-4.1",
      FREE,
    ],
    ["unknown for what is passed on from this machine", createPriceTable(), GATEWAY, "claude", null],
    ["unknown for a machine next to this one", createPriceTable(), NEAR, "llama", null],
    [
      "unknown for OpenAI's name at another address",
      createPriceTable(),
      { ...NEAR, id: "openai" },
      "gpt-4.1",
      null,
    ],
    ["nothing for the stand-in", createPriceTable(), SIMULATED, "clerk", FREE],
    ["the user's where there was none", overridden, LOCAL, "llama", HALF],
    ["the user's before ours", overridden, OPENAI, "gpt-4.1", HALF],
  ])("is %s", (_title, table, provider, model, expected) => {
    expect(priceOf(table, provider, model)).toEqual(expected);
  });

  it("survives being stored with a session", () => {
    const stored = JSON.parse(JSON.stringify(overridden)) as typeof overridden;
    expect(stored).toEqual(overridden);
    expect(priceOf(stored, LOCAL, "llama")).toEqual(HALF);
  });

  it("never lists cached input as dearer than fresh, or output as cheaper than input", () => {
    const odd = Object.entries(createPriceTable().openai).filter(
      ([, price]) =>
        price.cachedInputUsdPerMillion > price.inputUsdPerMillion ||
        price.outputUsdPerMillion < price.inputUsdPerMillion ||
        price.cachedInputUsdPerMillion <= 0,
    );
    expect(odd).toEqual([]);
  });
});

describe("the cost of a call", () => {
  it.each([
    ["fresh, cached and output tokens each at their price", [1000, 400, 100], 0.0012 + 0.0002 + 0.0008],
    ["nothing for nothing", [0, 0, 0], 0],
    ["no less than its cached tokens where those are counted beside the input", [100, 1000, 0], 0.0005],
  ])("is %s", (_title, [inputTokens = 0, cachedInputTokens = 0, outputTokens = 0], expected) => {
    expect(costUsd(OURS, { inputTokens, cachedInputTokens, outputTokens })).toBeCloseTo(expected, 12);
  });

  it.each([
    ["is known up to the price's reach", 270_000, 0.54],
    ["is unknown beyond it", 270_001, null],
  ])("%s", (_title, inputTokens, expected) => {
    const usage = { inputTokens, cachedInputTokens: 0, outputTokens: 0 };
    expect(costUsd({ ...OURS, maxInputTokens: 270_000 }, usage)).toBe(expected);
  });
});
