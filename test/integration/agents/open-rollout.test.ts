import { describe, expect, it } from "vitest";
import { openRollout } from "#core/agents/open-rollout.ts";
import { runAgent, type FinishedRun } from "#core/agents/run-agent.ts";
import type { PreparedAgent } from "#core/agents/prepare-agent.ts";
import { sleep } from "#core/app/system.ts";
import type { AppError } from "#core/base/app-error.ts";
import { hashJson } from "#core/base/hash.ts";
import type { InitialState } from "#core/domain/initial-state.ts";
import type { EnvironmentContent } from "#core/domain/content/environment.ts";
import { createSandbox } from "#core/sandbox/sandbox.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import { calls, done, openBench, turn, type AgentBench } from "#test/support/agent-bench.ts";
import type { ServerReply } from "#test/support/openai-wire.ts";
import { plantEnvironment, plantedContent, type PlantedOptions } from "#test/support/planted-environment.ts";
import { shareDesk } from "#test/support/shared-desk.ts";

const shared = shareDesk();
const never = new AbortController().signal;
const forever = async (): Promise<void> => new Promise(() => undefined);
let bench: AgentBench;

type Given = {
  readonly environments: Readonly<Record<string, PlantedOptions>>;
  readonly replies?: readonly ServerReply[];
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly initialState?: InitialState;
};

/** Runs the solver in environments of the test's own; what happened to them, in order. */
async function run({
  environments,
  replies = [done("6")],
  signal = never,
  timeoutMs = 30_000,
  initialState,
}: Given) {
  await shared.serve({ chunkCharacters: 200, reply: (request) => turn(request, replies) });
  bench = openBench(shared.desk, shared.server);
  const planted = new Map(
    Object.entries(environments).map(([name, options]) => [name, plantEnvironment(name, options)]),
  );
  const solver = bench.prepare();
  const agent: PreparedAgent = {
    ...solver,
    agent: {
      ...solver.agent,
      content: { ...solver.agent.content, limits: { ...solver.agent.content.limits, timeoutMs } },
    },
    environments: [...planted.keys()].map((name) => ({
      key: `environment/${name}`,
      version: name,
      content: plantedContent(name),
    })),
  };
  const typeOf = ({ rules }: EnvironmentContent) => planted.get(rules.slice("Count in ".length, -1))!.type;
  const sandbox = createSandbox({ processHost: createNodeProcessHost() });
  const line = {
    ...bench.line,
    openRollout: async (...[of, options]: Parameters<typeof bench.line.openRollout>) =>
      openRollout({ sandbox, host: {}, sleep, environmentTypeOf: typeOf }, of, options),
  };
  numbered += 1;
  const task = { id: `planted-${numbered}`, input: { question: "2*3" }, seed: 1, signal, initialState };
  const finished: FinishedRun | string = await runAgent(line, agent, task).catch(
    (error: AppError) => error.code,
  );
  sandbox.dispose();
  return { finished, happened: [...planted.values()].flatMap(({ happened }) => happened) };
}

let numbered = 0;

const errorOf = (finished: FinishedRun | string) =>
  typeof finished === "string" ? finished : (finished.run.error?.code ?? null);

describe("[R19] a rollout whose environments open and close asynchronously", () => {
  it("opens them before the first question and closes them after the last answer", async () => {
    const { finished, happened } = await run({
      environments: { east: {}, west: { opens: "at-first-action" } },
      replies: [calls(["count_east", {}], ["count_west", {}], ["count_west", {}]), done("6")],
    });
    expect(errorOf(finished)).toBe(null);
    expect(happened).toEqual(["open east", "close east", "open west", "close west"]);
  });

  it("one that cannot be opened is the run's error, and what was open before it is closed", async () => {
    const onOpen = async (): Promise<void> => Promise.reject(new Error("no screen"));
    const { finished, happened } = await run({ environments: { east: {}, west: { onOpen } } });
    expect(finished).toMatchObject({
      run: { error: { code: "environment-failed", message: expect.stringMatching("no screen") }, steps: 0 },
    });
    expect(happened).toEqual(["open east", "close east", "open west"]);
    expect(shared.server.requests).toHaveLength(0);
  });

  it("one that cannot be built ends more than the run, and what was open before it is closed", async () => {
    const { finished, happened } = await run({ environments: { east: {}, west: { problems: ["no door"] } } });
    expect([finished, happened]).toEqual(["build-failed", ["open east", "close east"]]);
  });

  it("the run's time goes on while they open: one that hangs is a time limit, and the others are closed", async () => {
    const { finished, happened } = await run({
      environments: { east: {}, west: { onOpen: forever } },
      timeoutMs: 60,
    });
    expect(errorOf(finished)).toBe("time-limit");
    expect(happened).toEqual(["open east", "close east", "open west"]);
  });

  it("a run that is called off while they open is answered, and what was opened is closed", async () => {
    const stop = new AbortController();
    const onOpen = async (): Promise<void> => {
      stop.abort();
      await forever();
    };
    const { finished, happened } = await run({
      environments: { east: {}, west: { onOpen } },
      signal: stop.signal,
    });
    expect([finished, happened]).toEqual(["cancelled", ["open east", "close east", "open west"]]);
  });

  it("a run that fails closes them too", async () => {
    const { finished, happened } = await run({
      environments: { east: {} },
      replies: [calls(["count_east", {}])],
    });
    expect([errorOf(finished), happened]).toEqual(["step-limit", ["open east", "close east"]]);
  });

  it("one that does not close is told in the trace, and takes nothing from the run", async () => {
    const onClose = async (): Promise<void> => Promise.reject(new Error("it clings"));
    const { finished } = await run({ environments: { east: { onClose }, west: {} } });
    expect(finished).toMatchObject({ run: { output: "6", error: null } });
    const told = (finished as FinishedRun).spans.filter(({ name }) => name.startsWith("close_environment"));
    expect(told.map(({ name, error }) => [name, error])).toEqual([["close_environment east", "it clings"]]);
  });

  it("one that hangs as it closes is left behind and told", async () => {
    const { finished, happened } = await run({ environments: { east: { onClose: forever }, west: {} } });
    expect(finished).toMatchObject({ run: { output: "6", error: null } });
    const told = (finished as FinishedRun).spans.filter(({ name }) => name.startsWith("close_environment"));
    expect(told.map(({ error }) => error)).toEqual(["It took longer than 5 seconds."]);
    expect(happened).toContain("close west");
  }, 20_000);
});

describe("[R21] the states of a run's environments", () => {
  const countTwice = [calls(["count_east", {}], ["count_east", {}]), done("6")];

  it("what a task brings is what its environment begins in, and each is left with a digest of its state", async () => {
    const { finished } = await run({
      environments: { east: {}, west: {}, lazy: { opens: "at-first-action" } },
      replies: countTwice,
      initialState: { "environment/east": { count: 5 } },
    });
    const states = {
      "environment/east": hashJson({ count: 7 }),
      "environment/west": hashJson({ count: 0 }),
      // Nothing opened it: it is as it was recorded.
      "environment/lazy": hashJson(null),
    };
    expect(finished).toMatchObject({ run: { error: null, finalStates: states } });
    const { attributes } = (finished as FinishedRun).spans[0]!;
    expect(JSON.parse(String(attributes["autogenesis.final_states"]))).toEqual(states);
    expect(JSON.parse(String(attributes["autogenesis.initial_state"]))).toEqual({
      "environment/east": { count: 5 },
    });
  });

  it("a run that failed has them too", async () => {
    const { finished } = await run({ environments: { east: {} }, replies: [calls(["count_east", {}])] });
    expect(finished).toMatchObject({
      run: { finalStates: { "environment/east": expect.stringMatching(/^[0-9a-f]{64}$/) } },
    });
  });

  it("one whose state cannot be seen is told, and is not among them", async () => {
    const onObserve = async (): Promise<void> => Promise.reject(new Error("too dark"));
    const { finished } = await run({ environments: { east: { onObserve }, west: {} } });
    expect(finished).toMatchObject({ run: { error: null } });
    expect(Object.keys((finished as FinishedRun).run.finalStates ?? {})).toEqual(["environment/west"]);
    const told = (finished as FinishedRun).spans.filter(({ name }) => name.startsWith("observe_environment"));
    expect(told.map(({ error }) => error)).toEqual(["too dark"]);
  });

  const MISFITS = [
    [
      "an environment that the agent does not use",
      { "environment/north": {} },
      /environment\/north, which agent\/solver/,
    ],
    [
      "a state that is not its type's",
      { "environment/east": { count: {} } },
      /cannot begin as the item says: it counts/,
    ],
  ] as const;

  it.each(MISFITS)("%s is the run's error", async (_title, initialState, message) => {
    const { finished } = await run({ environments: { east: {} }, initialState });
    expect(finished).toMatchObject({
      run: { error: { code: "dataset-invalid", message: expect.stringMatching(message) } },
    });
    expect(shared.server.requests).toHaveLength(0);
  });
});
