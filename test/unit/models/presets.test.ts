import { describe, expect, it } from "vitest";
import { parseEndpoint } from "#core/models/openai-endpoint.ts";
import { ENDPOINT_PRESETS, findPreset, keyVariableFor } from "#core/models/presets.ts";

describe("endpoint presets", () => {
  it("are the eight that the settings name, each with an address the provider takes as it is", () => {
    const ids = ["openai", "openrouter", "gemini", "anthropic", "ollama", "lm-studio", "vllm", "llama-cpp"];
    expect(ENDPOINT_PRESETS.map(({ id }) => id)).toEqual(ids);
    for (const { baseUrl } of ENDPOINT_PRESETS) expect(parseEndpoint(baseUrl).baseUrl).toBe(baseUrl);
  });

  it("an unknown name finds nothing", () => {
    expect(findPreset("opena")).toBeNull();
  });

  it.each([
    ["goes to the preset's own address", "openai", "https://api.openai.com/v1", "OPENAI_API_KEY"],
    ["goes to another path of it", "openai", "https://api.openai.com/v2", "OPENAI_API_KEY"],
    ["does not go where an imported agent points", "openai", "https://api.openai.com.example/v1", null],
    ["does not go to another port or scheme", "openai", "http://api.openai.com:8080/v1", null],
    ["does not go to what is no address", "openai", "api.openai.com", null],
    ["is none for a server that needs none", "ollama", "http://127.0.0.1:11434/v1", null],
  ])("a key %s", (_title, id, baseUrl, expected) => {
    const preset = findPreset(id);
    expect(preset && keyVariableFor(preset, baseUrl)).toBe(expected);
  });
});
