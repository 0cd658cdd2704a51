import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AppError } from "#core/base/app-error.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { Item } from "#core/domain/dataset.ts";
import { evaluateItems, type Evaluation } from "#core/evaluation/evaluate-items.ts";
import { estimateOf } from "#core/evaluation/estimate.ts";
import { takePaid, type EvaluationLine, type ItemOutcome } from "#core/evaluation/run-item.ts";
import { readTrain } from "#core/evaluation/sealed-split.ts";
import { done, openBench, type AgentBench } from "#test/support/agent-bench.ts";
import {
  startOpenAiServer,
  type OpenAiServer,
  type OpenAiServerOptions,
  type ServerRequest,
} from "#test/support/openai-server.ts";
import {
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

const { folder, remove } = makeFolder();
const never = new AbortController().signal;
let desk: TestWorkspace;
let server: OpenAiServer;
let bench: AgentBench;
/** Shared by all lines, as the program's are. */
const inFlight = new Map<string, Promise<void>>();
/** A scope and seed that no other test has used. */
let fresh = 0;

beforeAll(async () => {
  desk = openTestWorkspace(await makeOrderDesk(folder));
  const rows = Array.from({ length: 24 }, (_, at) =>
    JSON.stringify({ id: `i${at}`, question: `q${at}`, answer: `a${at}` }),
  );
  for (const name of ["echo", "echo-again"])
    await desk.client.data.import({
      name,
      source: { text: rows.join("\n") },
      format: "jsonl",
      scorer: { type: "exact" },
      split: "train",
    });
});
beforeEach(() => {
  fresh += 1;
});
afterEach(async () => server.close());
afterAll(async () => {
  await desk.close();
  remove();
});

async function serve(options: Partial<OpenAiServerOptions> = {}): Promise<void> {
  const reply = (request: ServerRequest) => done(questionIn(request).replace("q", "a"));
  server = await startOpenAiServer({ chunkCharacters: 200, reply, ...options });
  bench = openBench(desk, server);
}

function questionIn({ body }: ServerRequest): string {
  return body.messages.find(({ role }) => role === "user")?.content ?? "";
}

function lineOf(): EvaluationLine {
  return { store: desk.store, agents: bench.line, inFlight, score: bench.score, take: takePaid };
}

/** Ten train items, in an order that is not that of their ids. */
function itemsOf(dataset = "echo"): readonly Item[] {
  return [...readTrain(desk.store, dataset)].slice(0, 10).toReversed();
}

function plan(given: Partial<Evaluation> = {}): Evaluation {
  return {
    dataset: assertDefined(desk.store.datasets.find("echo"), "the dataset"),
    items: itemsOf(),
    seedOf: (_item, repetition) => 1000 * fresh + repetition,
    repetitions: 1,
    concurrency: 3,
    scope: `scope-${fresh}`,
    signal: never,
    ...given,
  };
}

async function collect(given: Partial<Evaluation> = {}): Promise<readonly ItemOutcome[]> {
  const outcomes: ItemOutcome[] = [];
  for await (const found of evaluateItems(lineOf(), bench.prepare(), plan(given))) outcomes.push(...found);
  return outcomes;
}

describe("order and prefix", () => {
  it("outcomes come in the asked order, however long each takes, and no more run at once than allowed", async () => {
    let running = 0;
    let most = 0;
    await serve({
      reply: async (request) => {
        running += 1;
        most = Math.max(most, running);
        // Later items answer sooner.
        await delay(60 - 5 * request.call);
        running -= 1;
        return done(questionIn(request).replace("q", "a"));
      },
    });
    const outcomes = await collect();
    expect(outcomes.map(({ item }) => item.id)).toEqual(itemsOf().map(({ id }) => id));
    expect(outcomes.every(({ score }) => score.isCorrect)).toBe(true);
    expect(most).toBe(3);
  });

  it("all repetitions of an item come together, each with a seed of its own", async () => {
    await serve();
    const groups: number[][] = [];
    for await (const found of evaluateItems(lineOf(), bench.prepare(), plan({ repetitions: 3 })))
      groups.push(found.map(({ run }) => run.seed - 1000 * fresh));
    expect(groups).toEqual(itemsOf().map(() => [0, 1, 2]));
    expect(new Set(server.requests.map(({ body }) => body["seed"])).size).toBe(3);
  });

  it("leaving early cancels what still runs, and nothing of it is kept", async () => {
    await serve({ faults: (request) => (request.call > 2 ? { type: "hang" } : null) });
    const kept: string[] = [];
    for await (const [found] of evaluateItems(lineOf(), bench.prepare(), plan({ concurrency: 4 }))) {
      kept.push(found!.item.id);
      if (kept.length === 2) break;
    }
    const left = server.requests.length - 2;
    await server.waitForDisconnects(left);
    expect(left).toBeGreaterThanOrEqual(2);
    const runs = server.requests.length;
    await serveAgainAfter(async () => collect());
    // All but the two that were finished are asked now.
    expect([kept, runs > 2, server.requests.length]).toEqual([
      itemsOf()
        .slice(0, 2)
        .map(({ id }) => id),
      true,
      8,
    ]);
  });

  it("what ends an evaluation is thrown at its item's turn: what came before is yielded first", async () => {
    await serve({
      faults: (request) => (questionIn(request) === questionOf(3) ? { type: "status", status: 401 } : null),
    });
    const seen: string[] = [];
    const run = async (): Promise<void> => {
      for await (const [found] of evaluateItems(lineOf(), bench.prepare(), plan())) seen.push(found!.item.id);
    };
    await expect(run()).rejects.toMatchObject({ code: "model-key-missing" });
    expect(seen).toEqual(
      itemsOf()
        .slice(0, 3)
        .map(({ id }) => id),
    );
  });
});

function questionOf(index: number): string {
  const { input } = itemsOf()[index]!;
  return typeof input === "string" ? input : (input["question"] ?? "");
}

/** The same endpoint address is part of the closure, so a server that went must come back on its port. */
async function serveAgainAfter<T>(work: () => Promise<T>): Promise<T> {
  const { provider } = bench;
  await server.close();
  server = await startOpenAiServer({
    chunkCharacters: 200,
    reply: (request) => done(questionIn(request).replace("q", "a")),
  });
  const elsewhere = openBench(desk, server);
  // Only the way to it is new; what is evaluated is the same system.
  bench = {
    ...elsewhere,
    prepare: (...given) => {
      const prepared = elsewhere.prepare(...given);
      const { closure, closureId } = openBench(desk, { baseUrl: provider.endpoint ?? "" }).prepare(...given);
      return { ...prepared, closure, closureId };
    },
  };
  return work();
}

describe("the run cache", () => {
  it("[A1] the same system, input and seed is run once; its outcome says that it came from the record", async () => {
    await serve();
    const first = await collect();
    const second = await collect({ scope: "elsewhere" });
    expect(server.requests).toHaveLength(10);
    expect(first.map(({ isCached }) => isCached)).toEqual(first.map(() => false));
    expect(second.map(({ isCached }) => isCached)).toEqual(first.map(() => true));
    expect(second.map(({ run }) => run.id)).toEqual(first.map(({ run }) => run.id));
    // As long as those of traces: people copy them.
    expect(first.map(({ run }) => run.id.length)).toEqual(first.map(() => 32));
  });

  it("neither the dataset's name nor its split is in the key, but the score is the dataset's own", async () => {
    await serve();
    await collect();
    const other = {
      dataset: {
        ...assertDefined(desk.store.datasets.find("echo-again"), "the other"),
        scorer: { type: "regex", flags: "" } as const,
      },
      items: itemsOf("echo-again").map((item) => ({ ...item, expected: "^b" })),
    };
    const outcomes = await collect(other);
    expect(server.requests).toHaveLength(10);
    expect(outcomes.map(({ score }) => score.isCorrect)).toEqual(outcomes.map(() => false));
  });

  it("[A1] evaluations that meet on an item at the same moment run it once", async () => {
    await serve();
    const both = await Promise.all([collect(), collect({ scope: "beside" })]);
    expect(server.requests).toHaveLength(10);
    const [first, second] = both.map((outcomes) => outcomes.map(({ run }) => run.id));
    expect(first).toEqual(second);
    expect(both.flat().filter(({ isCached }) => !isCached)).toHaveLength(10);
  });

  it("[A1] a run that somebody beside them made meanwhile is taken, not written twice", async () => {
    await serve();
    const collectAlone = async (): Promise<readonly string[]> => {
      const ids: string[] = [];
      const alone = { ...lineOf(), inFlight: new Map() };
      for await (const found of evaluateItems(alone, bench.prepare(), plan()))
        ids.push(...found.map(({ run }) => run.id));
      return ids;
    };
    const [first, second] = await Promise.all([collectAlone(), collectAlone()]);
    expect(first).toEqual(second);
  });

  it("who waits for another's run does not share its fate: cancelled there, it is run here", async () => {
    await serve({ faults: { 1: { type: "hang" } } });
    const stop = new AbortController();
    const items = itemsOf().slice(0, 1);
    const cancelled = collect({ items, signal: stop.signal }).catch((error: AppError) => error.code);
    await server.waitForRequests(1);
    const beside = collect({ items, scope: "beside" });
    stop.abort();
    expect(await cancelled).toBe("cancelled");
    expect((await beside).map(({ score }) => score.isCorrect)).toEqual([true]);
  });

  it("who is cancelled while it waits for another's run is cancelled at once", async () => {
    await serve({ faults: { 1: { type: "hang" } } });
    const [stopFirst, stopSecond] = [new AbortController(), new AbortController()];
    const items = itemsOf().slice(0, 1);
    const codeOf = (error: AppError) => error.code;
    const first = collect({ items, signal: stopFirst.signal }).catch(codeOf);
    await server.waitForRequests(1);
    const second = collect({ items, scope: "beside", signal: stopSecond.signal }).catch(codeOf);
    stopSecond.abort();
    expect(await second).toBe("cancelled");
    expect(server.requests).toHaveLength(1);
    stopFirst.abort();
    expect(await first).toBe("cancelled");
  });

  it("a failure on the way there is not shared by who waited for it", async () => {
    await serve({ faults: { 1: { type: "status", status: 503 } } });
    const items = itemsOf().slice(0, 1);
    const both = await Promise.all([collect({ items }), collect({ items, scope: "beside" })]);
    expect(both.flat().map(({ run }) => run.error?.code ?? null)).toEqual(["model-unavailable", null]);
  });

  it("another seed, repetition or system is run anew", async () => {
    await serve();
    await collect();
    await collect({ seedOf: () => 77_000 + fresh });
    await collect({ seedOf: () => 1000 * fresh, repetitions: 2 });
    // The first repetition has the seed of the first round, so only the second is new.
    expect(server.requests).toHaveLength(30);
  });
});

describe("[S39] a dataset whose scorer is code", () => {
  const codeFailingOn = (answer: string) => `(output, expected) => {
    if (output === "${answer}") throw new Error("no opinion of " + output);
    return { score: output === expected ? 0.5 : 0, reason: "half of " + output };
  }`;
  const codedFor = (answer: string) => ({
    name: "coded",
    scorer: { type: "code" as const, code: codeFailingOn(answer) },
    hash: "h",
    createdAt: 0,
  });

  it("counts what its scorer fails on as wrong, says so, and remembers both", async () => {
    await serve();
    const answer = String(itemsOf()[2]?.expected);
    const coded = codedFor(answer);
    const outcomes = await collect({ dataset: coded });
    const again = await collect({ dataset: coded });
    expect(again.map(({ score }) => score)).toEqual(outcomes.map(({ score }) => score));
    const scores = new Map(outcomes.map(({ item, score }) => [item.id, score]));
    const failed = assertDefined(
      outcomes.find(({ run }) => run.output === answer),
      "the item that its scorer fails on",
    );
    expect(failed.score).toMatchObject({ value: 0, isCorrect: false, failure: "threw" });
    expect(failed.score.reason).toContain(`no opinion of ${answer}`);
    scores.delete(failed.item.id);
    for (const [id, score] of scores)
      expect(score).toEqual({
        value: 0.5,
        isCorrect: false,
        parts: {},
        reason: `half of ${id.replace("i", "a")}`,
      });
    expect(desk.store.runResults.find(failed.run.id)?.score).toMatchObject({ failure: "threw" });
  });

  it("keeps a run that was paid for where its scoring is called off, and has it scored when asked again", async () => {
    await serve();
    const stop = new AbortController();
    const line: EvaluationLine = {
      ...lineOf(),
      score: async (...asked) => {
        stop.abort();
        return bench.score(...asked);
      },
    };
    const items = itemsOf().slice(0, 1);
    const coded = codedFor("");
    const plans = plan({ dataset: coded, items, signal: stop.signal });
    await expect(async () => {
      for await (const _found of evaluateItems(line, bench.prepare(), plans));
    }).rejects.toMatchObject({ code: "cancelled" });
    const [outcome] = await collect({ dataset: coded, items });
    expect(outcome).toMatchObject({ isCached: true, score: { value: 0.5 } });
    expect(server.requests).toHaveLength(1);
  });
});

describe("[A2] every item counts", () => {
  const isThird = (request: ServerRequest): boolean => Number(questionIn(request).slice(1)) % 3 === 0;

  it("an item that failed is wrong and stays in the denominator", async () => {
    await serve({ faults: (request) => (isThird(request) ? { type: "status", status: 503 } : null) });
    const outcomes = await collect();
    const failed = outcomes.filter(({ run }) => run.error !== null);
    expect(failed.length).toBeGreaterThan(1);
    expect(failed.map(({ score, run }) => [score.value, score.isCorrect, run.error?.code])).toEqual(
      failed.map(() => [0, false, "model-unavailable"]),
    );
    const { n, accuracy } = estimateOf(outcomes);
    expect([n, accuracy]).toEqual([10, (10 - failed.length) / 10]);
  });

  it("a failure on the way to the model is kept for this assessment's resume, and for no other", async () => {
    let isDown = true;
    await serve({
      faults: (request) => (isDown && isThird(request) ? { type: "status", status: 503 } : null),
    });
    const down = await collect();
    isDown = false;
    const failed = down.filter(({ run }) => run.error !== null).length;
    const asked = server.requests.length;
    const resumed = await collect();
    expect([resumed.filter(({ run }) => run.error !== null).length, server.requests.length]).toEqual([
      failed,
      asked,
    ]);
    const another = await collect({ scope: `another-${fresh}` });
    expect(another.every(({ score }) => score.isCorrect)).toBe(true);
    expect(server.requests.length).toBe(asked + failed);
    // The failed run keeps its trace, under an id of its own.
    const traces = [...down, ...another].map(({ run }) => desk.store.traces.find(run.trace)?.errors);
    expect(traces.filter((errors) => errors === undefined)).toEqual([]);
  });

  const ACCOUNT = [
    ["an account without credit", { type: "status", status: 402 }, "model-account-refused"],
    ["a key that may not do that", { type: "status", status: 403 }, "model-account-refused"],
    [
      "a quota that is used up",
      { type: "status", status: 429, error: { code: "insufficient_quota" } },
      "model-account-refused",
    ],
    ["an address that sends callers elsewhere", { type: "status", status: 307 }, "model-unknown"],
  ] as const;

  it.each(ACCOUNT)(
    "%s stops the work, and is no item's answer once it is mended",
    async (_why, fault, code) => {
      let isRefused = true;
      await serve({ faults: () => (isRefused ? fault : null) });
      const items = itemsOf().slice(0, 2);
      await expect(collect({ items })).rejects.toMatchObject({ code, hint: expect.stringMatching(/\w/) });
      isRefused = false;
      expect((await collect({ items })).map(({ score, isCached }) => [score.isCorrect, isCached])).toEqual(
        items.map(() => [true, false]),
      );
    },
  );

  it("an error of the agent itself is its answer, for everybody", async () => {
    await serve({
      reply: () => ({ toolCalls: [{ name: "calculator", argumentsText: '{"expression":"1+1"}' }] }),
    });
    const items = itemsOf().slice(0, 2);
    const first = await collect({ items });
    const asked = server.requests.length;
    const second = await collect({ items, scope: "another" });
    expect(second.map(({ run, isCached }) => [run.error?.code, isCached])).toEqual(
      items.map(() => ["step-limit", true]),
    );
    expect([first.length, server.requests.length]).toEqual([2, asked]);
  });

  it("a cancelled item is neither wrong nor kept: it is asked again", async () => {
    await serve({ faults: { 1: { type: "hang" } } });
    const stop = new AbortController();
    const items = itemsOf().slice(0, 1);
    const running = collect({ items, signal: stop.signal }).catch((error: AppError) => error.code);
    await server.waitForRequests(1);
    stop.abort();
    expect(await running).toBe("cancelled");
    expect((await collect({ items })).map(({ score, isCached }) => [score.isCorrect, isCached])).toEqual([
      [true, false],
    ]);
  });
});
