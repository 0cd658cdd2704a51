import { describe, expect, it } from "vitest";
import type { StandInConfig } from "#core/config/workspace-config.ts";
import { isStandIn, MODEL_PROVIDERS } from "#core/domain/model-provider.ts";
import { parseEndpoint } from "#core/models/openai/endpoint.ts";
import { keyVariableFor } from "#core/app/providers/compatible.ts";
import { findPreset, PRESETS } from "#core/app/providers/table.ts";

const WORLD = {
  findKey: () => null,
  openFetch: () => globalThis.fetch,
  sleep: async () => Promise.resolve(),
  standIn: {},
  timeoutMs: 1000,
};

describe("the providers", () => {
  it("are listed in the order in which people are told of them", () => {
    expect(Object.keys(PRESETS)).toEqual(Object.keys(MODEL_PROVIDERS));
  });

  it.each(Object.entries(PRESETS))(
    "%s opens under its own name, and as what it is said to be",
    (name, preset) => {
      const provider = preset.open({ provider: name, name: "m" }, WORLD);
      expect([provider.id, provider.isSimulated, provider.endpoint]).toEqual([
        name,
        isStandIn(name),
        preset.baseUrl,
      ]);
      if (preset.baseUrl !== null) expect(parseEndpoint(preset.baseUrl).baseUrl).toBe(preset.baseUrl);
    },
  );

  it.each(["opena", "constructor", "__proto__", ""])(
    "an unknown name is none, and no stand-in's: %j",
    (name) => {
      expect([findPreset(name), isStandIn(name)]).toEqual([null, false]);
    },
  );
});

it("the stand-in is as slow on the way as the workspace says, and at once where it says nothing", async () => {
  const sleptWith = async (standIn: StandInConfig): Promise<readonly number[]> => {
    const slept: number[] = [];
    const sleep = async (ms: number): Promise<void> => void slept.push(ms);
    const provider = PRESETS.simulated.open(
      { provider: "simulated", name: "desk-1" },
      { ...WORLD, sleep, standIn },
    );
    const request = {
      model: "desk-1",
      messages: [{ role: "user", content: "Hello." }],
      sampling: {},
    } as const;
    for await (const part of provider.stream(request, AbortSignal.timeout(10_000)))
      expect(part).toBeDefined();
    return slept;
  };
  expect(await sleptWith({})).toEqual([]);
  expect((await sleptWith({ latencyMs: 300, tokensPerSecond: 50 }))[0]).toBe(300);
  const unavailable = sleptWith({ faults: [{ kind: "unavailable", atCalls: [1] }] });
  await expect(unavailable).rejects.toMatchObject({ code: "model-unavailable" });
});

describe("the key of an endpoint", () => {
  const OPENAI = { baseUrl: "https://api.openai.com/v1", keyVariable: "OPENAI_API_KEY" };
  const OLLAMA = { baseUrl: "http://127.0.0.1:11434/v1", keyVariable: null };
  it.each([
    ["goes to the preset's own address", OPENAI, "https://api.openai.com/v1", "OPENAI_API_KEY"],
    ["goes to another path of it", OPENAI, "https://api.openai.com/v2", "OPENAI_API_KEY"],
    ["does not go where an imported agent points", OPENAI, "https://api.openai.com.example/v1", null],
    ["does not go to another port or scheme", OPENAI, "http://api.openai.com:8080/v1", null],
    ["does not go to what is no address", OPENAI, "api.openai.com", null],
    ["is none for a server that needs none", OLLAMA, "http://127.0.0.1:11434/v1", null],
  ])("%s", (_title, usual, baseUrl, expected) => {
    expect(keyVariableFor(usual, baseUrl)).toBe(expected);
  });
});
