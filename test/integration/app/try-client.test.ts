import { createRouterClient } from "@orpc/server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { router } from "#core/app/router.ts";
import type { AuthorKind } from "#core/domain/author.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { MARBLE_MODEL } from "#test/support/marble-model.ts";
import { startOpenAiServer, type OpenAiServer } from "#test/support/openai-server.ts";
import { openMarbleDesk, type MarbleDesk } from "#test/support/marble-workspace.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const OTHERS = ["agent", "client", "optimizer"] as const;

let marbles: MarbleDesk;
/** Answers in one word, whatever is asked. */
let greeter: OpenAiServer;
let client: WorkspaceClient;
let head: string;
beforeAll(async () => {
  marbles = await openMarbleDesk();
  greeter = await startOpenAiServer({ reply: () => ({ text: "Salve!" }) });
  ({ client } = marbles.desk);
  head = marbles.desk.store.headBranch.commit();
});
afterAll(async () => {
  expect(marbles.desk.store.headBranch.commit()).toBe(head);
  await greeter.close();
  await marbles.close();
});

function clientOf(kind: AuthorKind): WorkspaceClient {
  return createRouterClient(router, { context: marbles.desk.workspace.contextFor({ kind, name: "x" }) });
}

function marbleModel() {
  return { ...MARBLE_MODEL, baseUrl: greeter.baseUrl };
}

const PROMPT = {
  description: "Says hello.",
  mask: [],
  messages: [
    { role: "system", sections: [{ name: "rules", text: "Greet {{name}} in {{language}}." }] },
    { role: "user", sections: [{ name: "task", text: "{{name}}" }] },
  ],
  inputSchema: { type: "object", properties: { name: { type: "string" }, language: { type: "string" } } },
};
const DRAFT = [{ type: "register", resource: "prompt/greeter", content: PROMPT }] as const;

function tool(code: string, more: object = {}) {
  return [
    {
      type: "register" as const,
      resource: "tool/mine" as const,
      content: {
        ...{ type: "code", description: "Mine.", mask: [], effect: "pure", timeoutMs: 500, capabilities: [] },
        inputSchema: {
          ...{ type: "object", properties: { n: { type: "number" } }, required: ["n"] },
          additionalProperties: false,
        },
        ...{ code, examples: [], ...more },
      },
    },
  ];
}

async function tryMine(code: string, input?: object, more: object = {}) {
  return client.runs.tool({
    ...{ resource: "tool/mine", edits: tool(code, more) },
    ...(input === undefined ? {} : { input: input as { readonly n: number } }),
  });
}

describe("[L19] a prompt, asked as one call", () => {
  it("shows its messages as the model got them, what came back, its bill and its trace, and leaves nothing in the registry", async () => {
    const asked = await client.runs.prompt({
      ...{ resource: "prompt/greeter", edits: [...DRAFT], model: marbleModel() },
      values: { name: "{{language}} Ada", language: "Latin" },
    });
    expect(asked.messages).toEqual([
      { role: "system", content: "Greet {{language}} Ada in Latin." },
      { role: "user", content: "{{language}} Ada" },
    ]);
    expect(asked).toMatchObject({
      output: "Salve!",
      model: "openai/marbles-1",
      spend: { calls: 1, usdKnown: true },
    });
    const sent = greeter.requests.at(-1)?.body.messages;
    expect(sent?.map(({ content }) => content)).toEqual(asked.messages.map(({ content }) => content));
    expect((await client.traces.show({ trace: asked.trace })).spans).toBeGreaterThan(0);
    const listed = await client.resources.list({});
    expect(listed.filter(({ name }) => ["greeter", "one-call"].includes(name))).toEqual([]);
  });

  it.each([
    ["a place that nothing fills", { name: "Ada" }, "language"],
    ["a value that has no place", { name: "Ada", language: "Latin", __proto: "x" }, "__proto"],
  ])("refuses %s by name, before anything is called", async (_what, values, named) => {
    const before = greeter.requests.length;
    const refused = client.runs.prompt({
      ...{ resource: "prompt/greeter", edits: [...DRAFT], model: marbleModel(), values },
    });
    await expect(refused).rejects.toMatchObject({
      data: { code: "input-invalid" },
      message: expect.stringContaining(named),
    });
    expect(greeter.requests.length).toBe(before);
  });

  it("[B12] keeps to caps, and [B6] to a price that nobody knows", async () => {
    const asked = { resource: "prompt/solver", values: { task: "x", question: "x" } } as const;
    await expect(
      client.runs.prompt({ ...asked, model: { provider: "openai", name: "unheard-of" }, values: {} }),
    ).rejects.toMatchObject({ data: { code: expect.stringMatching(/./) } });
    const capped = await client.runs
      .prompt({
        ...{ resource: "prompt/greeter", edits: [...DRAFT], model: marbleModel(), caps: { maxCalls: 0 } },
        values: { name: "Ada", language: "Latin" },
      })
      .catch((error: unknown) => error);
    expect(capped).toMatchObject({ data: { code: expect.stringMatching(/budget|cap/) } });
  });

  it.each(OTHERS)("is not for %s", async (kind) => {
    const before = greeter.requests.length;
    await expect(
      clientOf(kind).runs.prompt({
        resource: "prompt/greeter",
        edits: [...DRAFT],
        values: { name: "a", language: "b" },
      }),
    ).rejects.toMatchObject({ data: { code: "path-refused" } });
    expect(greeter.requests.length).toBe(before);
  });
});

describe("[L19] an agent", () => {
  it("takes named values for its prompt's places", async () => {
    const edits = [
      ...DRAFT,
      {
        type: "register" as const,
        resource: "agent/greeter" as const,
        content: {
          ...{
            description: "Greets.",
            mask: [],
            loop: "chat",
            prompt: "greeter",
            inputs: ["name", "language"],
          },
          ...{ model: marbleModel(), sampling: {}, tools: [], environments: [], memory: [] },
          limits: { maxSteps: 1, maxTokens: 10_000, timeoutMs: 60_000 },
        },
      },
    ];
    const run = await client.runs.run({ agent: "greeter", edits, task: { name: "Ada", language: "Latin" } });
    expect(run.spend.calls).toBe(1);
    expect(greeter.requests.at(-1)?.body.messages[0]?.content).toBe("Greet Ada in Latin.");
  });
});

describe("[L19] a tool, called by itself", () => {
  it("answers as it would in a run, with its time and its examples checked one by one", async () => {
    const found = await client.runs.tool({ resource: "tool/calculator", input: { expression: "2 + 2" } });
    expect(found).toMatchObject({ problems: [], result: { output: { value: 4 }, error: null }, desk: null });
    expect(found.examples.length).toBeGreaterThan(0);
    expect(found.examples.every(({ isRight }) => isRight)).toBe(true);
  });

  it("as a draft that fails its own example is tried all the same, and the example says what came", async () => {
    const examples = [
      { input: { n: 1 }, output: 2 },
      { input: { n: 2 }, output: 5 },
    ];
    const tried = await tryMine("export const run = ({ n }) => n * 2;", { n: 21 }, { examples });
    expect(tried.result?.output).toBe(42);
    expect(tried.examples.map(({ isRight, result }) => [isRight, result.output])).toEqual([
      [true, 2],
      [false, 4],
    ]);
  });

  it.each([
    ["loops", "export const run = () => { for (;;); };", "tool-timeout", /longer|time/i],
    ["floods", "export const run = () => 'x'.repeat(50_000_000);", "", /large|memory|long/i],
    [
      "eats memory",
      "export const run = () => { const a = []; for (;;) a.push(new Array(1e6).fill(1)); };",
      "",
      /memory|stopped/i,
    ],
    ["never settles", "export const run = () => new Promise(() => {});", "", /settle|never|answer/i],
    ["throws", "export const run = () => { throw new Error('no luck'); };", "tool-failed", /no luck/],
    ["answers no JSON", "export const run = () => () => 1;", "tool-failed", /./],
  ])("that %s is stopped, and says so as a model would see it", async (_what, code, _code, words) => {
    const { result } = await tryMine(code, { n: 1 });
    expect(result?.output).toBeNull();
    expect(result?.error?.message).toMatch(words);
    expect((await tryMine("export const run = ({ n }) => n;", { n: 7 })).result?.output).toBe(7);
  });

  it.each([
    ["none", {}],
    ["another type", { n: "1" }],
    ["one too many", { n: 1, m: 2 }],
    ["a list", [1]],
  ])("refuses arguments that do not fit its schema: %s", async (_what, input) => {
    const { result } = await tryMine("export const run = ({ n }) => n;", input);
    expect(result?.error?.code).toBe("tool-arguments");
  });

  it("whose code does not load says so, and nothing is called", async () => {
    const tried = await tryMine("export const run = (", { n: 1 });
    expect([tried.result, tried.problems.length]).toEqual([null, 1]);
  });

  it("that works on its run's desk gets an empty one, and shows what it left there", async () => {
    const done = (await client.resources.list({ kind: "tool" })).find(({ name }) => name === "done");
    expect(done).toBeDefined();
    const { content } = await client.resources.show({ resource: "tool/done" });
    const [field = ""] = Object.keys(
      (content as { inputSchema: { properties: object } }).inputSchema.properties,
    );
    const tried = await client.runs.tool({ resource: "tool/done", input: { [field]: { a: 1 } } });
    expect(tried.desk).not.toBeNull();
  });

  it.each(OTHERS)("is called by no %s", async (kind) => {
    const asked = { resource: "tool/calculator", input: { expression: "1 + 1" } } as const;
    await expect(clientOf(kind).runs.tool(asked)).rejects.toMatchObject({ data: { code: "path-refused" } });
    await expect(
      clientOf(kind).runs.tool({ resource: "tool/mine", edits: tool("export const run = () => 1;") }),
    ).rejects.toMatchObject({ data: { code: "path-refused" } });
  });

  it("that is called off is over at once", async () => {
    const controller = new AbortController();
    const code = "export const run = () => { for (;;); };";
    const tried = client.runs.tool(
      { resource: "tool/mine", edits: tool(code, { timeoutMs: 600_000 }), input: { n: 1 } },
      { signal: controller.signal },
    );
    setTimeout(() => {
      controller.abort();
    }, 300);
    await expect(tried).rejects.toBeDefined();
  });
});
