import { describe, expect, it } from "vitest";
import { modelsOf } from "#core/app/connections/models-of.ts";

const SETTINGS = {
  connections: {
    team: { baseUrl: "http://127.0.0.1:1/v1", fallback: ["groq/llama", "openrouter/meta/llama"] },
  },
  routes: { cheap: { order: "cheapest" as const, models: ["groq/llama", "together/llama"] } },
};

describe("[M26] the models that may answer for a choice are those that the workspace declares, and no other", () => {
  it("a connection's own model first, then what it falls back on, names with slashes whole", () => {
    expect(modelsOf({ provider: "team", name: "m" }, SETTINGS)).toEqual({
      order: "listed",
      models: [
        { provider: "team", name: "m" },
        { provider: "groq", name: "llama" },
        { provider: "openrouter", name: "meta/llama" },
      ],
    });
  });

  it("nothing else where another address than the connection's own was named", () => {
    const choice = { provider: "team", name: "m", baseUrl: "http://127.0.0.1:2/v1" };
    expect(modelsOf(choice, SETTINGS).models).toEqual([choice]);
  });

  it("a route's models, in its order", () => {
    expect(modelsOf({ provider: "route", name: "cheap" }, SETTINGS)).toEqual({
      order: "cheapest",
      models: [
        { provider: "groq", name: "llama" },
        { provider: "together", name: "llama" },
      ],
    });
  });

  it("nothing else where nothing is declared", () => {
    const choice = { provider: "openai", name: "gpt-5-mini" };
    expect(modelsOf(choice, SETTINGS)).toEqual({ order: "listed", models: [choice] });
  });

  it.each(["dear", "constructor"])("a route that nobody named is refused: %s", (name) => {
    expect(() => modelsOf({ provider: "route", name }, SETTINGS)).toThrow(
      expect.objectContaining({ code: "model-unknown", hint: expect.stringContaining("cheap") as string }),
    );
  });
});
