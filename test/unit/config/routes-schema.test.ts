import { describe, expect, it } from "vitest";
import { parseWorkspaceConfig } from "#core/config/workspace-config.ts";

const parse = (text: string) => () => parseWorkspaceConfig(text, "workspace.yaml");

describe("[M26] models that may answer in each other's place", () => {
  it("a route says its order and its models", () => {
    const { routes } = parse("routes:\n  cheap:\n    order: cheapest\n    models: [groq/a, together/b]\n")();
    expect(routes).toEqual({ cheap: { order: "cheapest", models: ["groq/a", "together/b"] } });
  });

  it.each([
    ["the simulated model answers for none", "[groq/a, simulated/desk-1]", "is no language model"],
    ["a route leads to no route", "[groq/a, route/other]", "is a route itself"],
    ["no model twice", "[groq/a, groq/a]", "stands there twice"],
    ["one model is no route", "[groq/a]", "models"],
  ])("%s", (_title, models, reason) => {
    expect(parse(`routes:\n  cheap: { order: listed, models: ${models} }\n`)).toThrow(reason);
  });

  it("nor does a fallback", () => {
    expect(parse("connections:\n  groq: { fallback: [simulated/desk-1] }\n")).toThrow("is no language model");
  });
});
