import { describe, expect, it } from "vitest";
import { callsAtOnceOf, findEndpoint, type Connections } from "#core/app/connections/endpoint.ts";
import { refuseUntrusted } from "#core/app/connections/refuse-untrusted.ts";

const TEAM = "https://llm.team.example/v1";
const CONNECTIONS: Connections = {
  team: {
    baseUrl: TEAM,
    keys: ["TEAM_KEY", "TEAM_KEY_2"],
    headers: { "x-org": "7", "x-pass": { key: "PASS" } },
  },
  "team-two": { baseUrl: TEAM, keys: ["OTHER_KEY"], callsAtOnce: 3 },
  openai: { keys: ["OPENAI_API_KEY", "OPENAI_API_KEY_2"] },
  plain: { baseUrl: "http://localhost:9000/v1/" },
  "v-server": { preset: "vllm", baseUrl: "http://gpu.example:8000/v1/chat/completions" },
};

const find = (provider: string, more: { baseUrl?: string; keys?: string[] } = {}) =>
  findEndpoint({ provider, name: "m", ...more }, CONNECTIONS);
const NOBODY = () => false;
const ANYWHERE = () => true;

describe("[M16] the keys of a connection", () => {
  it.each([
    ["go where a person let them", find("team"), ANYWHERE, ["TEAM_KEY", "TEAM_KEY_2"]],
    [
      "are a preset's own at its own address without anybody's word",
      find("gemini"),
      NOBODY,
      ["GEMINI_API_KEY"],
    ],
    ["are none for a server that needs none", find("ollama"), NOBODY, []],
    ["are none where nobody named any", find("plain"), NOBODY, []],
    ["do not follow a preset to another address", find("v-server"), NOBODY, []],
    ["do so once a person let them", find("v-server"), ANYWHERE, ["VLLM_API_KEY"]],
    [
      "do not go where an imported agent points",
      find("openai", { baseUrl: "https://api.openai.com.example/v1" }),
      NOBODY,
      [],
    ],
    [
      "do not go to another port",
      find("gemini", { baseUrl: "https://generativelanguage.googleapis.com:8443/v1" }),
      NOBODY,
      [],
    ],
    [
      "stay behind where another address is named for the connection",
      find("team", { baseUrl: "https://b.example/v1" }),
      ANYWHERE,
      [],
    ],
    [
      "are those that whoever chose the model named",
      find("openai", { baseUrl: TEAM, keys: ["TEAM_KEY"] }),
      ANYWHERE,
      ["TEAM_KEY"],
    ],
  ])("%s", (_title, endpoint, mayReach, expected) => {
    expect(refuseUntrusted(endpoint, mayReach).keys).toEqual(expected);
  });

  it.each([
    [
      "of a workspace that nobody let go there",
      find("team"),
      /TEAM_KEY, TEAM_KEY_2, PASS to https:\/\/llm\.team\.example/,
    ],
    [
      "of a second key at a preset's own address",
      find("openai"),
      /OPENAI_API_KEY_2 to https:\/\/api\.openai\.com/,
    ],
    ["that a choice names", find("openai", { baseUrl: TEAM, keys: ["TEAM_KEY"] }), /TEAM_KEY to/],
  ])("are refused by name %s", (_title, endpoint, words) => {
    expect(() => refuseUntrusted(endpoint, NOBODY)).toThrow(
      expect.objectContaining({ code: "connection-untrusted", message: expect.stringMatching(words) }),
    );
  });

  it("that go over a proxy in the open are let go there by word for that proxy alone", () => {
    const via = findEndpoint(
      { provider: "a", name: "m" },
      { a: { baseUrl: "http://a.example/v1", keys: ["A_KEY"], proxy: "http://proxy.example:3128" } },
    );
    const asked: string[] = [];
    refuseUntrusted(via, (key, place) => asked.push(`${key} ${place}`) > 0);
    expect(new Set(asked)).toEqual(new Set(["A_KEY http://a.example by http://proxy.example:3128"]));
  });
});

describe("a connection", () => {
  it("takes from its preset what it does not say", () => {
    expect(find("openai")).toMatchObject({
      baseUrl: "https://api.openai.com/v1",
      preset: "openai",
      label: "OpenAI",
    });
    expect(find("v-server")).toMatchObject({ preset: "vllm", label: "v-server" });
  });

  it("without the end of what is asked there, and says that it was taken off", () => {
    expect(find("v-server")).toMatchObject({
      baseUrl: "http://gpu.example:8000/v1",
      said: [expect.stringContaining("/chat/completions")],
    });
    expect(find("plain")).toMatchObject({ baseUrl: "http://localhost:9000/v1", said: [] });
  });

  it("has no more calls at a time than another one to its origin says", () => {
    expect(["team", "team-two", "plain"].map((name) => callsAtOnceOf(find(name), CONNECTIONS))).toEqual([
      3, 3, 8,
    ]);
  });

  it("that is nearly one is taken for a slip", () => {
    expect(() => find("taem")).toThrow(
      expect.objectContaining({ hint: expect.stringContaining("Did you mean team?") as string }),
    );
  });

  it.each(["nobody", "constructor", "__proto__", "simulated"])(
    "that there is not is refused: %s",
    (provider) => {
      expect(() => find(provider)).toThrow(expect.objectContaining({ code: "model-unknown" }));
    },
  );
});

it("[M16] another address than a connection's own gets neither its query nor its proxy nor its rules", () => {
  const own = {
    baseUrl: TEAM,
    query: { version: "1" },
    proxy: "http://proxy.team.example:3128",
    request: { set: { user: "team" } },
  };
  const at = (baseUrl?: string) =>
    findEndpoint({ provider: "own", name: "m", ...(baseUrl === undefined ? {} : { baseUrl }) }, { own });
  expect(at()).toMatchObject({ query: own.query, proxy: own.proxy, declared: own.request });
  expect(at(`${TEAM}/other`)).toMatchObject({ proxy: own.proxy });
  expect(at("https://b.example/v1")).toMatchObject({ query: {}, proxy: null, declared: {}, request: {} });
});
