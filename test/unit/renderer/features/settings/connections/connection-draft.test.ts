import { describe, expect, it } from "vitest";
import { connectionSchema, type Connection } from "#core/domain/connection.ts";
import {
  freeName,
  toBegin,
  toConnection,
  toDraft,
} from "#renderer/features/settings/connections/connection-draft.ts";
import { faultsOfRefusal, findFaults } from "#renderer/features/settings/connections/connection-faults.ts";

/** Every member there is: a form that forgets one would take it out of the file. */
const WHOLE: Required<Connection> = {
  preset: "openai",
  baseUrl: "https://models.team.test/v1",
  query: { "api-version": "2026-10-01" },
  keys: ["TEAM_KEY", "TEAM_KEY_2"],
  keyHeader: "api-key",
  headers: { "X-Team": "blue", "X-Secret": { key: "TEAM_SECRET" } },
  request: {
    omit: ["temperature", "seed"],
    rename: { max_tokens: "max_completion_tokens" },
    set: { reasoning: { effort: "low" }, user: "studio", count: "5", top_k: 5 },
    structured: "json-object",
    roles: "no-system",
  },
  patience: { silenceSeconds: 30, wordSeconds: 60, answerSeconds: 300, attempts: 2, waitSeconds: 0 },
  callsAtOnce: 2,
  proxy: "http://proxy.test:8080",
  fallback: ["groq/a", "openai/b"],
};

describe("[V17] a connection in its form", () => {
  it("comes out as it went in, every member of it", () => {
    expect(connectionSchema.parse(WHOLE)).toEqual(WHOLE);
    expect(toConnection(toDraft("team", WHOLE))).toEqual(WHOLE);
  });

  it("that says nothing stays with what its preset has", () => {
    expect(toConnection(toDraft("groq", {}))).toEqual({});
  });

  it("begins from a preset with its name and key, under a name that nobody has", () => {
    const preset = {
      ...{ name: "groq", label: "Groq", baseUrl: "https://x.test", addressForm: null },
      key: "GROQ_KEY",
      keyHeader: "authorization",
      query: {},
      request: {},
    };
    expect(toConnection(toBegin(preset, []))).toEqual({ keys: ["GROQ_KEY"] });
    expect(toBegin(preset, ["groq", "groq-2"]).name).toBe("groq-3");
    expect(toConnection(toBegin(preset, ["groq"]))).toEqual({ preset: "groq", keys: ["GROQ_KEY"] });
    expect(freeName("Not A Name", [])).toBe("endpoint");
  });

  it.each([
    ["a name that is taken", { name: "groq" }, "name", /one of that name/],
    ["a name that is none", { name: "My Team" }, "name", /lower case/],
    ["no name", { name: "" }, "name", /needs a name/],
    ["no address where nobody brings one", { baseUrl: " " }, "baseUrl", /needs an address/],
    ["an address that is none", { baseUrl: "localhost:1234" }, "baseUrl", /no address/],
    ["a key itself instead of its name", { keys: ["sk-abc"] }, "keys", /named like an environment variable/],
    [
      "a header without a name",
      { headers: [{ name: "", value: "x", isKey: false }] },
      "headers",
      /needs a name/,
    ],
    [
      "two headers of one name",
      {
        headers: [
          { name: "A", value: "x", isKey: false },
          { name: "a", value: "y", isKey: false },
        ],
      },
      "headers",
      /same name/,
    ],
    ["a member that is the question itself", { omit: ["messages"] }, "omit", /stay as they are/],
    ["a value for the model", { set: [{ name: "model", value: "x" }] }, "set", /stay as they are/],
    ["more answers than one", { set: [{ name: "n", value: "8" }] }, "set", /for one answer/],
    [
      "another name for their number",
      { rename: [{ name: "seed", value: "best_of" }] },
      "rename",
      /for one answer/,
    ],
    [
      "patience of no time",
      {
        patience: { silenceSeconds: "0", wordSeconds: "", answerSeconds: "", attempts: "", waitSeconds: "" },
      },
      "silenceSeconds",
      /1/,
    ],
    [
      "half a try",
      {
        patience: {
          silenceSeconds: "",
          wordSeconds: "",
          answerSeconds: "",
          attempts: "1.5",
          waitSeconds: "",
        },
      },
      "attempts",
      /whole/,
    ],
    ["no call at once", { callsAtOnce: "0" }, "callsAtOnce", /1/],
    ["a proxy that is none", { proxy: "somewhere" }, "proxy", /./],
    ["a model without its connection", { fallback: ["gpt-5"] }, "fallback", /./],
  ])("says beside its field: %s", (_title, change, field, words) => {
    const draft = { ...toDraft("team", { baseUrl: "https://x.test/v1" }), ...change };
    const faults = findFaults(draft, { taken: ["groq"], hasUsualAddress: false });
    expect(Object.keys(faults)).toEqual([field]);
    expect(faults[field]).toMatch(words);
  });

  it("says beside its field what the host refused of it", () => {
    const message =
      "workspace.yaml:9: connections.team.headers.X-Api-Key: keys stand in no file: name one; workspace.yaml:4: prices.x: must be a number";
    expect(faultsOfRefusal(message, "team")).toEqual({ headers: "keys stand in no file: name one" });
    expect(faultsOfRefusal("There is no such file.", "team")).toBeNull();
  });

  it("finds nothing wrong with a whole one, nor with a preset's own address", () => {
    expect(findFaults(toDraft("team", WHOLE), { taken: [], hasUsualAddress: false })).toEqual({});
    expect(findFaults(toDraft("groq", {}), { taken: [], hasUsualAddress: true })).toEqual({});
  });
});
