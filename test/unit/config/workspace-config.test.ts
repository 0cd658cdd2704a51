import { describe, expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import { parseWorkspaceConfig } from "#core/config/workspace-config.ts";

/** What is wrong with the text, as people read it; "fine" where nothing is. */
function complaint(text: string): string {
  try {
    parseWorkspaceConfig(text, "w.yaml");
    return "fine";
  } catch (error) {
    if (error instanceof AppError && error.code === "config-invalid") return error.message;
    throw error;
  }
}

const NOTHING_SAID = { session: {}, caps: {}, prices: {}, simulated: {}, connections: {}, routes: {} };

describe("workspace.yaml", () => {
  it.each<readonly [text: string, config: unknown]>([
    ["", {}],
    ["# only a comment\n", {}],
    [
      "agent: order-clerk\ndataset: Mine\ncaps: { maxUsd: 1.5 }\nsession: { gate: { minEffect: 0.01 } }",
      {
        agent: "order-clerk",
        dataset: "Mine",
        caps: { maxUsd: 1.5 },
        session: { gate: { minEffect: 0.01 } },
      },
    ],
    [
      "caps: &a { maxCalls: 3 }\nsession: { caps: *a }",
      { caps: { maxCalls: 3 }, session: { caps: { maxCalls: 3 } } },
    ],
    [
      "prices:\n  vllm/org/name: { input: 0.5, output: 1.5 }\n  openai/x: { input: 1, output: 2, cachedInput: 0.1 }",
      {
        prices: {
          "vllm/org/name": { input: 0.5, output: 1.5 },
          "openai/x": { input: 1, output: 2, cachedInput: 0.1 },
        },
      },
    ],
    [
      "simulated:\n  latencyMs: 300\n  faults: [{ kind: rate-limited, probability: 0.1 }]",
      {
        simulated: { latencyMs: 300, faults: [{ kind: "rate-limited", probability: 0.1 }] },
      },
    ],
    [
      "connections:\n  team: { baseUrl: https://llm.example/v1, keys: [TEAM_KEY], headers: { X-Pass: { key: PASS } } }",
      {
        connections: {
          team: {
            baseUrl: "https://llm.example/v1",
            keys: ["TEAM_KEY"],
            headers: { "X-Pass": { key: "PASS" } },
          },
        },
      },
    ],
  ])("%j is read", (text, config) => {
    expect(parseWorkspaceConfig(text, "w.yaml")).toEqual({ ...NOTHING_SAID, ...(config as object) });
  });

  it.each<readonly [what: string, text: string, said: RegExp]>([
    [
      "a key it does not know",
      "agent: a\nagnet: b",
      /^w\.yaml:2: agnet: there is no "agnet" here; did you mean "agent"\?$/,
    ],
    ["a key it does not know, further in", "caps:\n  maxUsd: 1\n  maxEuro: 2", /^w\.yaml:3: caps\.maxEuro: /],
    [
      "a value of another type",
      "agent: order-clerk\ncaps:\n  maxCalls: many",
      /^w\.yaml:3: caps\.maxCalls: /,
    ],
    ["a name that is none", "agent: Order Clerk", /^w\.yaml:1: agent: a name is /],
    [
      "several faults, each with its line",
      "agent: A B\ncaps:\n  maxCalls: -1",
      /w\.yaml:1: agent: .*; w\.yaml:3: caps\.maxCalls: /,
    ],
    ["a price for no model", "prices:\n  gpt: { input: 1, output: 2 }", /^w\.yaml:2: prices\.gpt: /],
    ["half a price", "prices:\n  openai/x: { input: 1 }", /^w\.yaml:?.*prices\.openai\/x\.output: /],
    ["a price below nothing", "prices:\n  openai/x: { input: -1, output: 2 }", /prices\.openai\/x\.input: /],
    [
      "a fault that nobody has",
      "simulated:\n  faults: [{ kind: flood }]",
      /^w\.yaml:2: simulated\.faults\.0\.kind: /,
    ],
    ["a list at the top", "- agent", /^w\.yaml:1: the document: /],
    ["a key twice", "agent: a\nagent: b", /^w\.yaml:2: the key "agent" is there twice/],
    [
      "a key twice, further in",
      "caps:\n  maxUsd: 1\n  'maxUsd': 2",
      /^w\.yaml:3: the key "maxUsd" is there twice/,
    ],
    [
      "a number and a text that are one key",
      'session: {1: a, "1": b}',
      /^w\.yaml:1: the key "1" is there twice/,
    ],
    ["a bracket that is not closed", "caps: { maxUsd: 1\nagent: a", /^w\.yaml:\d: /],
    ["a tab for an indent", "caps:\n\tmaxUsd: 1", /^w\.yaml:2: /],
    ["two documents", "agent: a\n---\nagent: b", /^w\.yaml:\d: /],
    ["a number that is none", "session: { x: .nan }", /^w\.yaml: session\.x: NaN is no JSON number/],
    ["an alias of nothing", "agent: *nobody", /^w\.yaml/],
    [
      "aliases that unfold without end",
      `a: &a0 [x,x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 9 }, (_none, n) => `b${n}: &a${n + 1} [${`*a${n},`.repeat(10)}]`).join("\n")}`,
      /^w\.yaml/,
    ],
    [
      "a field that would change what an object is",
      'session: { "__proto__": { x: 1 } }',
      /^w\.yaml: session\.__proto__: a field may not be called __proto__/,
    ],
  ])("%s is named with its line and path", (_what, text, said) => {
    expect(complaint(text)).toMatch(said);
  });

  it("a tag that asks for code gives the text behind it, never a function", () => {
    const { session } = parseWorkspaceConfig("session: { x: !!js/function 'return 1' }", "w.yaml");
    expect(session).toEqual({ x: "return 1" });
  });
});

it("of a thousand faults the first few are named, and how many more there are", () => {
  const text = `prices:\n${Array.from({ length: 1000 }, (_none, at) => `  bad${at}: 1\n`).join("")}`;
  expect(() => parseWorkspaceConfig(text, "w.yaml")).toThrow(/^.{1,2000}; and \d+ more$/s);
});

it("[S16] tens of thousands of keys cost no more time than their number", () => {
  const text = Array.from({ length: 40_000 }, (_none, at) => `bad${at}: 1\n`).join("");
  expect(() => parseWorkspaceConfig(text, "w.yaml")).toThrow(/^.{1,2000} and 39990 more$/s);
  const prices = Array.from({ length: 20_000 }, (_none, at) => `  bad${at}: 1\n`).join("");
  expect(() => parseWorkspaceConfig(`prices:\n${prices}`, "w.yaml")).toThrow(/^.{1,2000}; and \d+ more$/s);
});

it.each([
  [
    "connections: { mine: { request: { set: { user: KEY } } } }",
    "connections.mine.request.set.user: it looks",
  ],
  ["connections: { mine: { request: { omit: [KEY] } } }", "connections.mine.request.omit.0: it looks"],
  ["connections: { mine: { query: { k: KEY } } }", "connections.mine.query.k: it looks"],
  ["connections: { KEY: { preset: openai } }", "connections: a name in it looks"],
  ["session: { note: [{ deep: KEY }] }", "session.note.0.deep: it looks"],
  ["dataset: KEY", "dataset: it looks"],
])("[S63] a key in %s is refused by its place", (text, place) => {
  const key = `sk-proj-${"a1".repeat(20)}`;
  const said = complaint(text.replace("KEY", key));
  expect(said).toBe(`w.yaml:1: ${place} like a key, and keys stand in no file`);
});
