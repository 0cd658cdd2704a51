import { describe, expect, it } from "vitest";
import { runAgent } from "#core/agents/run-agent.ts";
import { sleep } from "#core/app/system.ts";
import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import { keyedRandom } from "#core/base/keyed-random.ts";
import type { Run } from "#core/domain/run.ts";
import type { ModelLine } from "#core/models/model-line.ts";
import { withRetry } from "#core/models/retry.ts";
import { calls, done, edited, openBench, turn, type AgentBench } from "#test/support/agent-bench.ts";
import { providerFor } from "#test/support/openai-client.ts";
import type { OpenAiServerOptions } from "#test/support/openai-server.ts";
import type { ServerReply } from "#test/support/openai-wire.ts";
import { shareDesk } from "#test/support/shared-desk.ts";

const shared = shareDesk();
let bench: AgentBench;

async function serve(...replies: readonly ServerReply[]): Promise<void> {
  await serveWith({ reply: (request) => turn(request, replies) });
}

async function serveWith(options: OpenAiServerOptions): Promise<void> {
  await shared.serve({ chunkCharacters: 200, ...options });
  bench = openBench(shared.desk, shared.server);
}

/** The program's retries, without the part of a wait that is ours to choose. */
const retryAtOnce: ModelLine["retry"] = async (attempt, { path, signal, onRetry }) =>
  withRetry(
    {
      attempts: 5,
      baseDelayMs: 0,
      maxDelayMs: 0,
      maxRetryAfterMs: 60_000,
      random: keyedRandom(path),
      sleep,
      onRetry: (event) => onRetry(event.attempt),
    },
    attempt,
    signal,
  );

/** What the model was told after its n-th turn. */
function toolMessages(call: number): readonly { tool_call_id?: unknown; content: string | null }[] {
  return shared.server.requests[call]!.body.messages.filter(({ role }) => role === "tool");
}

describe("the tool-calling loop", () => {
  it("calls of one turn are answered in their order, each under its id, and the run ends at `done`", async () => {
    await serve(
      calls(["calculator", { expression: "2+3" }], ["calculator", { expression: "7*6" }]),
      done("forty-two"),
    );
    const { run } = await bench.run({ input: "?" });
    expect(run).toMatchObject({ output: "forty-two", error: null, steps: 2, spend: { calls: 2 } });
    expect(toolMessages(1).map(({ tool_call_id: id, content }) => [id, content])).toEqual([
      ["call_1_0", '{"value":5}'],
      ["call_1_1", '{"value":42}'],
    ]);
  });

  it("[T14] a run that is part of another stands in its trace, under the span it was given", async () => {
    await serve(done("6"));
    const outer = bench.line.tracing.record("outer");
    const span = outer.start({ name: "execute_tool ask", kind: "internal", attributes: {} });
    const { run, spans } = await bench.run({ input: { question: "2*3" }, parent: { recorder: outer, span } });
    const alone = await bench.run({ input: { question: "2*3" } });
    span.end();
    expect([run.output, run.trace, spans[0]?.parent]).toEqual(["6", outer.trace, span.spanContext().spanId]);
    expect(spans.map(({ name }) => name)).toEqual(alone.spans.map(({ name }) => name));
    expect(outer.spans()).toHaveLength(spans.length + 1);
    expect(alone.run.trace).not.toBe(outer.trace);
  });

  it("an agent that only talks is offered no tools", async () => {
    await serve({ text: "plain" });
    const { agent, ...prepared } = bench.prepare();
    const talker = { ...prepared, agent: { ...agent, content: { ...agent.content, loop: "chat" as const } } };
    expect((await bench.run({ input: "?" }, talker)).run).toMatchObject({ output: "plain", error: null });
    expect(shared.server.requests.map(({ body }) => Object.hasOwn(body, "tools"))).toEqual([false]);
  });

  it("a turn without calls is the answer", async () => {
    await serve({ text: "plain" });
    expect((await bench.run({ input: "?" })).run).toMatchObject({ output: "plain", error: null, steps: 1 });
  });

  const MENDABLE: readonly (readonly [what: string, name: string, args: string, told: RegExp])[] = [
    ["arguments cut in half", "calculator", '{"expression": "2+', /not valid JSON/],
    ["arguments that do not fit", "calculator", '{"sum": "2+2"}', /expression/],
    ["a tool that does not exist", "oracle", "{}", /no tool oracle\. There are: calculator, done/],
    ["a tool that fails", "calculator", '{"expression": "2+"}', /^Error: /],
  ];

  it.each(MENDABLE)("%s: the model is told, and may mend it", async (_what, name, args, told) => {
    await serve(calls([name, args]), done("mended"));
    const { run, spans } = await bench.run({ input: "?" });
    expect(run).toMatchObject({ output: "mended", error: null });
    expect(toolMessages(1)[0]?.content).toMatch(told);
    const span = spans.find((found) => found.name === `execute_tool ${name}`);
    expect(span).toMatchObject({
      error: expect.any(String),
      attributes: { "gen_ai.tool.call.arguments": args },
    });
  });

  it("text of a tool or a task is never a template: braces go through as they came", async () => {
    const trap = "{{question}} {{message}} {{facts}} ${x} </system>";
    await serve(calls(["calculator", { expression: trap }]), done(trap));
    const { run } = await bench.run({ input: trap });
    const [first, second] = shared.server.requests.map(({ body }) => body.messages);
    const plain = await bench.run({ input: "2+2" });
    expect(run.output).toBe(trap);
    expect(first?.find(({ role }) => role === "user")?.content).toBe(trap);
    expect(second?.at(-2)).toMatchObject({
      tool_calls: [{ function: { arguments: JSON.stringify({ expression: trap }) } }],
    });
    expect(plain.run.error).toBeNull();
    const systems = shared.server.requests.map(
      ({ body }) => body.messages.find(({ role }) => role === "system")?.content,
    );
    expect(new Set(systems).size).toBe(1);
  });
});

describe("the loop that an agent names", () => {
  it("chat offers the model nothing to call, and one turn is the answer", async () => {
    await serve({ text: "plain" });
    const prepared = bench.prepare();
    const chat = { ...prepared.agent, content: { ...prepared.agent.content, loop: "chat" as const } };
    const { run } = await bench.run({ input: "?" }, { ...prepared, agent: chat });
    await bench.run({ input: "?" }, prepared);
    expect(run).toMatchObject({ output: "plain", error: null, steps: 1 });
    expect(shared.server.requests.map(({ body }) => Object.hasOwn(body, "tools"))).toEqual([false, true]);
  });
});

describe("what goes wrong in a run is its result, and a wrong one", () => {
  const limits = (changed: Json) => (agent: ReturnType<AgentBench["prepare"]>) => ({
    ...agent,
    agent: {
      ...agent.agent,
      content: { ...agent.agent.content, limits: { ...agent.agent.content.limits, ...(changed as object) } },
    },
  });
  const LIMITS: readonly (readonly [what: string, changed: Json, code: string])[] = [
    ["steps", { maxSteps: 3 }, "step-limit"],
    ["tokens", { maxTokens: 10 }, "token-limit"],
  ];

  it.each(LIMITS)("a limit on %s", async (_what, changed, code) => {
    await serve(calls(["calculator", { expression: "1+1" }]));
    const { run, spans } = await bench.run({ input: "?" }, limits(changed)(bench.prepare()));
    expect(run).toMatchObject({ output: null, error: { code } });
    expect(run.steps).toBe(shared.server.requests.length);
    expect(spans[0]).toMatchObject({ error: run.error?.message, attributes: { "error.type": code } });
  });

  it("what a limit on tokens allows to the last one is within it", async () => {
    await serve(calls(["calculator", { expression: "1+1" }]), done("2"));
    const { inputTokens, outputTokens } = (await bench.run({ input: "?" })).run.spend;
    const used = inputTokens + outputTokens;
    const within = await bench.run({ input: "?" }, limits({ maxTokens: used })(bench.prepare()));
    expect(within.run).toMatchObject({ output: "2", error: null });
    const over = await bench.run({ input: "?" }, limits({ maxTokens: used - 1 })(bench.prepare()));
    expect(over.run).toMatchObject({ output: null, error: { code: "token-limit" } });
  });

  it("a limit on time cuts a silent endpoint off", async () => {
    await serveWith({ reply: [done("late")], faults: { 1: { type: "hang" } } });
    const { run } = await bench.run({ input: "?" }, limits({ timeoutMs: 200 })(bench.prepare()));
    expect(run).toMatchObject({
      output: null,
      error: { code: "time-limit", message: "The agent did not finish within 0.2 seconds." },
    });
    await shared.server.waitForDisconnects(1);
  });

  const OTHERS: readonly (readonly [
    what: string,
    options: Partial<OpenAiServerOptions>,
    model: (model: ModelLine) => Partial<ModelLine>,
  ])[] = [
    ["nothing, with time to spare", {}, () => ({})],
    [
      "a wait that the endpoint asked for",
      { faults: { 1: { type: "status", status: 429, headers: { "retry-after-ms": "900" } } } },
      () => ({}),
    ],
    [
      "a place at the endpoint",
      {},
      () => ({
        withPlace: async (work) => {
          await sleep(900);
          return work();
        },
      }),
    ],
    [
      "an attempt that came to nothing",
      { faults: { 1: { type: "hang" }, 2: { type: "hang" } } },
      () => ({ provider: providerFor(shared.server, { patience: { silenceMs: 450 } }) }),
    ],
  ];

  it.each(OTHERS)(
    "a limit on time does not count what the run waited for: %s",
    async (_what, options, model) => {
      await serveWith({ reply: [done("in time")], ...options });
      const { line } = bench;
      const patient = { ...line.model, retry: retryAtOnce };
      const agent = limits({ timeoutMs: 800 })(bench.prepare());
      const { run } = await runAgent({ ...line, model: { ...patient, ...model(patient) } }, agent, {
        id: `patient-${_what}`,
        input: "?",
        seed: 1,
        signal: new AbortController().signal,
      });
      expect(run).toMatchObject({ output: "in time", error: null });
    },
  );

  it("attempts that failed are on its bill, and not in what its limit on tokens counts", async () => {
    await serveWith({ reply: [done("x")], faults: { 1: { type: "cut", afterEvents: 3 } } });
    const { line } = bench;
    const task = { id: "billed", input: "?", seed: 1, signal: new AbortController().signal };
    const model = { ...line.model, retry: retryAtOnce };
    const free = await runAgent({ ...line, model }, bench.prepare(), task);
    expect(free.run).toMatchObject({ output: "x", error: null, spend: { calls: 2, countedCalls: 1 } });
    // What the answer alone took is little: the limit would be passed by both together.
    await shared.server.close();
    await serveWith({ reply: [done("x")], faults: { 1: { type: "cut", afterEvents: 3 } } });
    const limited = limits({ maxTokens: free.run.spend.inputTokens - 1 })(bench.prepare());
    const { run } = await runAgent(
      { ...bench.line, model: { ...bench.line.model, retry: retryAtOnce } },
      limited,
      {
        ...task,
        id: "billed again",
      },
    );
    expect(run).toMatchObject({ output: "x", error: null, steps: 1, spend: { calls: 2 } });
  });

  it("an endpoint that fails for good", async () => {
    await serveWith({ reply: [done("never")], faults: () => ({ type: "status", status: 503 }) });
    const { run } = await bench.run({ input: "?" });
    expect(run).toMatchObject({ output: null, error: { code: "model-unavailable" }, steps: 1 });
  });

  it("an answer that is cut off is no answer", async () => {
    await serveWith({
      reply: [{ text: "half of it" }],
      chunkCharacters: 2,
      faults: { 1: { type: "cut", afterEvents: 3 } },
    });
    const { run } = await bench.run({ input: "?" });
    expect(run).toMatchObject({ output: null, error: { code: "model-truncated" } });
  });

  it("a task that leaves a slot empty", async () => {
    await serve(done("x"));
    const { run } = await bench.run({ input: { other: "value" } });
    expect(run).toMatchObject({ output: null, error: { code: "input-invalid" } });
    expect(shared.server.requests).toHaveLength(0);
  });
});

describe("what ends more than the run is thrown", () => {
  it("cancellation", async () => {
    await serveWith({ reply: [done("x")], faults: { 1: { type: "hang" } } });
    const stop = new AbortController();
    const running = bench.run({ input: "?", signal: stop.signal }).catch((error: AppError) => error.code);
    await shared.server.waitForRequests(1);
    stop.abort();
    expect(await running).toBe("cancelled");
  });

  it.each([
    "budget-exhausted",
    "price-unknown",
    "workspace-damaged",
    "disk-full",
    "model-account-refused",
    "model-unknown",
  ] as const)("what the next run would meet as well: %s", async (code) => {
    await serve(done("never"));
    const { line } = bench;
    const retry = async (): Promise<never> => Promise.reject(new AppError(code, "No more."));
    const running = runAgent({ ...line, model: { ...line.model, retry } }, bench.prepare(), {
      id: `ended by ${code}`,
      input: "?",
      seed: 1,
      signal: new AbortController().signal,
    });
    await expect(running).rejects.toMatchObject({ code });
  });

  it("a key that is not accepted", async () => {
    await serveWith({ reply: [done("x")], key: "another" });
    await expect(bench.run({ input: "?" })).rejects.toMatchObject({ code: "model-key-missing" });
  });
});

describe("spans", () => {
  it("[T2] the root carries the closure whole, every span its id; parents and kinds are as the conventions say", async () => {
    await serve(calls(["calculator", { expression: "2+3" }]), done("5"));
    const agent = bench.prepare();
    const { run, spans } = await bench.run({ input: "What is 2+3?" }, agent);
    const [root] = spans;
    expect(spans.map(({ name, kind, parent }) => [name, kind, parent === root?.span])).toEqual([
      ["invoke_agent solver", "internal", false],
      ["chat test-model", "client", true],
      ["execute_tool calculator", "internal", true],
      ["chat test-model", "client", true],
      ["execute_tool done", "internal", true],
    ]);
    expect(root).toMatchObject({
      parent: null,
      trace: run.trace,
      attributes: {
        "gen_ai.operation.name": "invoke_agent",
        "gen_ai.agent.name": "agent/solver",
        "autogenesis.run.id": run.id,
        "autogenesis.closure.id": agent.closureId,
        "autogenesis.seed": run.seed,
        "autogenesis.input": '"What is 2+3?"',
        "autogenesis.output": '"5"',
      },
    });
    expect(JSON.parse(String(root?.attributes["autogenesis.closure"]))).toEqual(agent.closure);
    expect(spans.map(({ attributes }) => attributes["autogenesis.closure.id"])).toEqual(
      spans.map(() => agent.closureId),
    );
    expect(spans.slice(1).filter(({ attributes }) => "autogenesis.closure" in attributes)).toEqual([]);
    expect(spans[2]?.attributes).toMatchObject({
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "calculator",
      "gen_ai.tool.type": "function",
      "gen_ai.tool.call.id": "call_1_0",
      "gen_ai.tool.call.arguments": '{"expression":"2+3"}',
      "gen_ai.tool.call.result": '{"value":5}',
      "autogenesis.resource.id": "tool/calculator",
      "autogenesis.resource.version": agent.tools[0]?.version,
      "autogenesis.effect.class": "pure",
    });
    expect(spans[1]?.attributes).toMatchObject({
      "autogenesis.resource.id": "prompt/solver",
      "autogenesis.resource.version": agent.prompt.version,
    });
    const times = spans.every(({ startUs, endUs }) => endUs !== null && endUs >= startUs && startUs > 1e15);
    expect(times).toBe(true);
  });

  it("the same work has the same trace and span ids, whenever it is done", async () => {
    await serve(calls(["calculator", { expression: "2+3" }]), done("5"));
    const ids = async (): Promise<readonly string[]> => {
      const { spans } = await bench.run({ id: "same", input: "?" });
      return spans.map(({ trace, span }) => `${trace}/${span}`);
    };
    expect(await ids()).toEqual(await ids());
  });
});

describe("[T3] rollouts are independent", () => {
  it("files, lists and outputs of one run are never seen by another that runs beside it", async () => {
    await serveWith({
      reply: (request) => {
        const user = request.body.messages.find(({ role }) => role === "user")?.content ?? "";
        return turn(request, [
          calls(["write_file", { path: `${user}.txt`, text: user }], ["todo", { action: "add", text: user }]),
          calls(["list_files", {}], ["todo", { action: "list" }]),
          done(user),
        ]);
      },
    });
    const agent = { ...(bench.view().get("agent/solver").resource.content as object) };
    const both = edited(shared.desk, bench.view(), {
      type: "register",
      resource: "agent/filer",
      content: { ...agent, environments: ["desk-files"], tools: ["todo", "done"] },
    });
    const built = edited(shared.desk, both, { type: "step", resource: "agent/filer", step: "build" });
    const prepared = bench.prepare("agent/filer", built);
    const names = ["anna", "bela", "carl"];
    const runs = await Promise.all(names.map(async (input) => bench.run({ input }, prepared)));
    const again = await bench.run({ input: "dora" }, prepared);

    expect([...runs, again].map(({ run }: { run: Run }) => run.output)).toEqual([...names, "dora"]);
    for (const { run, spans } of [...runs, again]) {
      const seen = spans
        .filter(({ name }) => /list_files|todo/.test(name))
        .map(({ attributes }) => String(attributes["gen_ai.tool.call.result"]))
        .join("\n");
      const others = [...names, "dora"].filter((name) => name !== run.output);
      expect(seen).toContain(String(run.output));
      expect(others.filter((name) => seen.includes(name))).toEqual([]);
    }
  });

  it("[T1] versions are pinned when a run starts: a commit in the middle of it takes effect at the next", async () => {
    const rule = { resource: "prompt/solver", pointer: "/messages/0/sections/0/text" } as const;
    let isChanged = false;
    await serveWith({
      reply: async (request) => {
        if (!isChanged) {
          isChanged = true;
          const values = [
            { pointer: rule.pointer, value: "Use the calculator. CHANGED. Hand in with done." },
          ];
          await shared.desk.client.resources.setVariables({
            resource: rule.resource,
            values,
            message: "Change",
          });
        }
        return turn(request, [calls(["calculator", { expression: "1+1" }]), done("2")]);
      },
    });
    const first = await bench.run({ input: "?" });
    const second = await bench.run({ input: "?" });
    const isNew = shared.server.requests.map(({ body }) => JSON.stringify(body.messages).includes("CHANGED"));
    expect(isNew).toEqual([false, false, true, true]);
    expect(first.run.closure).not.toBe(second.run.closure);
  });
});
