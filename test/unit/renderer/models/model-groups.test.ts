import { describe, expect, it } from "vitest";
import type { ConnectionDocument } from "#core/contract/connections.ts";
import { offerTyped, toModelGroups } from "#renderer/models/model-groups.ts";

const KEY = { name: "A_KEY", origin: "environment", isTrusted: true } as const;
const UNTRUSTED = { code: "connection-untrusted", message: "", hint: "" } as const;

function connection(name: string, change: Partial<ConnectionDocument> = {}): ConnectionDocument {
  return {
    name,
    label: name,
    isStandIn: false,
    declared: null,
    preset: name,
    baseUrl: `https://${name}.test/v1`,
    addressForm: null,
    query: {},
    keys: [KEY],
    keyHeader: "authorization",
    headers: [],
    request: {},
    learned: [],
    patience: { silenceSeconds: 1, wordSeconds: 1, answerSeconds: 1, attempts: 1, waitSeconds: 1 },
    callsAtOnce: 1,
    proxy: null,
    fallback: [],
    said: [],
    problem: null,
    ...change,
  };
}

/** A program on this machine: it may have a key, and mostly has none. */
const HERE = { baseUrl: "http://127.0.0.1:8000/v1", keys: [{ ...KEY, origin: "none" }] } as const;

const PROBLEM = { code: "model-unavailable", message: "", hint: "" } as const;

/** What each connection answered: names, a failure, or nothing yet. */
function answersOf(said: Readonly<Record<string, readonly string[] | "failed" | "reading">>) {
  return new Map(
    Object.entries(said).map(([name, answer]) => [
      name,
      {
        data: typeof answer === "string" ? undefined : answer.map((model) => ({ name: model, price: null })),
        problem: answer === "failed" ? PROBLEM : undefined,
        isReading: answer === "reading",
      },
    ]),
  );
}

type Answers = Parameters<typeof answersOf>[0];

function shown(connections: readonly ConnectionDocument[], said: Answers, search = ""): unknown {
  return toModelGroups({ connections, answers: answersOf(said), search }).map(
    ({ connection: name, notice, models }) => [name, notice, models.map(({ model }) => model)],
  );
}

describe("[V18] the models to choose from", () => {
  it("say in its words that an endpoint would not tell what it has", () => {
    const problem = { code: "model-key-missing", message: "A_KEY was refused: 401", hint: "" } as const;
    const answers = new Map([["own", { data: undefined, problem, isReading: false }]]);
    const groups = toModelGroups({ connections: [connection("own")], answers, search: "" });
    expect(groups).toMatchObject([{ notice: "refused", said: "A_KEY was refused: 401" }]);
  });

  it("are not asked of where a key is there that nobody lets go to the address", () => {
    const held = connection("own", { declared: {}, keys: [{ ...KEY, isTrusted: false }] });
    expect(shown([held], {})).toEqual([["own", "keyless", []]]);
  });

  it("stand under their connections, under the names by which they are called", () => {
    expect(shown([connection("team"), connection("groq")], { team: ["a", "b"], groq: ["org/c"] })).toEqual([
      ["team", null, ["team/a", "team/b"]],
      ["groq", null, ["groq/org/c"]],
    ]);
  });

  it.each([
    ["no key, nobody set it up: passed over", { keys: [{ ...KEY, origin: "none" }] }, {}, []],
    [
      "no key, one's own: said",
      { keys: [{ ...KEY, origin: "none" }], declared: {} },
      {},
      [["x", "keyless", []]],
    ],
    ["not trusted: said, and not asked", { problem: UNTRUSTED, declared: {} }, {}, [["x", "untrusted", []]]],
    ["a program on this machine that is not there: passed over", HERE, { x: "failed" }, []],
    ["the same while it is asked", HERE, { x: "reading" }, []],
    ["the same, running", HERE, { x: ["m"] }, [["x", null, ["x/m"]]]],
    ["the same, but of one's own: said", { ...HERE, declared: {} }, { x: "failed" }, [["x", "silent", []]]],
    ["with a key, silent: said", {}, { x: "failed" }, [["x", "silent", []]]],
    ["with a key, has none: said", {}, { x: [] }, [["x", "silent", []]]],
    ["being asked: said", {}, { x: "reading" }, [["x", "reading", []]]],
  ] as const)("%s", (_title, change, said, expected) => {
    expect(shown([connection("x", change as Partial<ConnectionDocument>)], said)).toEqual(expected);
  });

  it("are found by every word of a search, in the name or its connection's", () => {
    const connections = [connection("team"), connection("groq")];
    const said = { team: ["llama-8b", "qwen-7b"], groq: ["llama-70b"] };
    expect(shown(connections, said, "llama")).toEqual([
      ["team", null, ["team/llama-8b"]],
      ["groq", null, ["groq/llama-70b"]],
    ]);
    expect(shown(connections, said, "70B groq")).toEqual([["groq", null, ["groq/llama-70b"]]]);
  });

  it("are no more of one connection than somebody reads, with how many more there are", () => {
    const names = Array.from({ length: 400 }, (_, at) => `m-${at}`);
    const [group] = toModelGroups({
      connections: [connection("x")],
      answers: answersOf({ x: names }),
      search: "",
    });
    expect((group?.models.length ?? 0) + (group?.hidden ?? 0)).toBe(400);
    expect(group?.models.length).toBeLessThan(50);
  });
});

describe("[V18] a typed name", () => {
  const connections = [
    connection("team", { declared: {} }),
    connection("groq"),
    connection("ollama", { keys: [], baseUrl: HERE.baseUrl }),
  ];
  const offered = (search: string, said: Answers = {}): readonly string[] =>
    offerTyped(search, {
      connections,
      groups: toModelGroups({ connections, answers: answersOf(said), search }),
    });

  it("that begins with a connection is that connection's, whether it could be called or not", () => {
    expect(offered("ollama/qwen3:8b")).toEqual(["ollama/qwen3:8b"]);
    expect(offered("route/cheap")).toEqual(["route/cheap"]);
  });

  it("that begins with none is offered at each that could be called, strokes and all", () => {
    expect(offered("meta-llama/llama-3.3")).toEqual([
      "team/meta-llama/llama-3.3",
      "groq/meta-llama/llama-3.3",
    ]);
  });

  it("that is asked of one connection is that one's, with its name or without", () => {
    const groups = toModelGroups({ connections: [], answers: answersOf({}), search: "" });
    const typed = (search: string) => offerTyped(search, { connections: [], groups, only: "team" });
    expect([typed("a/b"), typed("team/a")]).toEqual([["team/a/b"], ["team/a"]]);
  });

  it("is not offered twice, nor where it is none", () => {
    expect(offered("team/a", { team: ["a", "ab"] })).toEqual([]);
    expect(offered("two words")).toEqual([]);
    expect(offered("")).toEqual([]);
  });
});
