import { describe, expect, it } from "vitest";
import { connectionSchema, type Connection, type Patience } from "#core/domain/connection.ts";
import type { RequestRules } from "#core/domain/request-rules.ts";
import {
  freeName,
  toBegin,
  toConnection,
  toDraft,
  withoutBlank,
} from "#renderer/features/settings/connections/connection-draft.ts";
import { faultsOfRefusal, findFaults } from "#renderer/features/settings/connections/connection-faults.ts";
import { layChanges } from "#renderer/features/settings/connections/lay-changes.ts";
import { looksLikeKey } from "#renderer/features/settings/connections/looks-like-key.ts";

/** Every member there is: a form that forgets one would take it out of the file. */
const WHOLE: Required<Connection> & {
  readonly request: Required<RequestRules>;
  readonly patience: Required<Patience>;
} = {
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
    schemas: "plain",
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

  it("that sends no key, whatever its preset has, still sends none", () => {
    expect(toConnection(toDraft("openai", { keys: [] }))).toEqual({ keys: [] });
  });

  it("takes out nothing that was saved elsewhere while it was open, nor what it does not know of", () => {
    const before: Connection = { baseUrl: "https://a.test", headers: { A: "1", B: "2" }, callsAtOnce: 2 };
    const now: Connection = { ...before, keys: [], headers: { A: "1", B: "2", C: "3" }, callsAtOnce: 4 };
    const after: Connection = { baseUrl: "https://b.test", headers: { A: "1" }, callsAtOnce: 2 };
    expect(layChanges(now, before, after)).toEqual({
      baseUrl: "https://b.test",
      keys: [],
      headers: { A: "1", C: "3" },
      callsAtOnce: 4,
    });
    expect(layChanges({ headers: { A: "1" } }, { headers: { A: "1" } }, {})).toEqual({});
    expect(layChanges({}, {}, { request: { omit: ["seed"] } })).toEqual({ request: { omit: ["seed"] } });
  });

  it("says nothing of rows that nobody has filled in yet", () => {
    const row = { name: "", value: "", isKey: false };
    const draft = { ...toDraft("team", { baseUrl: "https://x.test/v1" }), headers: [row], fallback: [""] };
    const asked = { taken: [], hasUsualAddress: false };
    expect(Object.keys(findFaults(draft, asked))).toEqual(["headers", "fallback"]);
    expect(findFaults(withoutBlank(draft), asked)).toEqual({});
  });

  it.each([
    ["sk-proj-1", true],
    ["gsk_abcdef", true],
    ["0123456789abcdef0123456789", true],
    ["TEAM_KEY_2", false],
    ["my_team_key_of_the_year_2026", false],
    ["OPENAI_API_KEY", false],
  ])("tells a key from the name of one: %s", (text, isKey) => {
    expect(looksLikeKey(text)).toBe(isKey);
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
    ["a key itself instead of its name", { keys: ["sk-abc"] }, "keys", /looks like a key/],
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
