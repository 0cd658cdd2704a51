import { describe, expect, it } from "vitest";
import {
  faultOfModels,
  findRouteFaults,
  NEW_ROUTE,
} from "#renderer/features/settings/connections/route-draft.ts";

const ROUTE = { name: "cheap", order: "listed", models: ["openai/a", "groq/b"] } as const;

describe("a route in its form", () => {
  it.each([
    ["nothing", ROUTE, {}],
    ["all of a new one", NEW_ROUTE, { name: "It needs a name", models: expect.stringMatching(/each row/) }],
    ["a name that is none", { ...ROUTE, name: "My Route" }, { name: expect.stringMatching(/lower case/) }],
    ["a name that is taken", { ...ROUTE, name: "dear" }, { name: expect.stringMatching(/of that name/) }],
    ["one model alone", { ...ROUTE, models: ["openai/a"] }, { models: expect.stringMatching(/two/) }],
    ["one twice", { ...ROUTE, models: ["openai/a", "openai/a"] }, { models: expect.stringMatching(/twice/) }],
  ])("says beside its field: %s", (_title, draft, faults) => {
    expect(findRouteFaults(draft, ["dear"])).toEqual(faults);
  });

  it("says beside its models what the host refused of them", () => {
    const message = "workspace.yaml:9: routes.cheap.models: none is a route itself";
    expect(faultOfModels(message, "cheap")).toBe("none is a route itself");
    expect(faultOfModels("There is no such connection.", "cheap")).toBeNull();
  });
});
