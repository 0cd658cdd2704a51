import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { performRollout } from "#core/agents/perform-rollout.ts";
import { createAgentLine } from "#core/app/rollouts/agent-line.ts";
import { startMember, type Member } from "#core/app/rollouts/member.ts";
import { createPool, type Pool } from "#core/app/rollouts/pool.ts";
import { systemClock } from "#core/app/system.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { RolloutResult } from "#core/domain/rollout.ts";
import { NO_SPEND } from "#core/domain/spend.ts";
import { createTracing } from "#core/recording/tracing.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import type { ProcessHost } from "#core/sandbox/process-host.ts";
import { createSandbox } from "#core/sandbox/sandbox.ts";
import { calls, done, turn } from "#test/support/agent-bench.ts";
import { providerFor, SECRET_KEY } from "#test/support/openai-client.ts";
import { startOpenAiServer, type OpenAiServer } from "#test/support/openai-server.ts";
import { jobOn, type TestJob } from "#test/support/rollout-jobs.ts";
import {
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

const { folder, remove } = makeFolder();
const ENDING = fileURLToPath(new URL("./ending-worker.ts", import.meta.url));
const sandbox = createSandbox({ processHost: createNodeProcessHost() });
const lineOver = createAgentLine({ tracing: createTracing(), sandbox, clock: systemClock });
let desk: TestWorkspace;
let server: OpenAiServer | undefined;
let pool: Pool;
let members: Member[];
let ended: string[];

beforeAll(async () => {
  desk = openTestWorkspace(await makeOrderDesk(folder));
});
afterEach(async () => {
  await pool.close();
  await server?.close();
  server = undefined;
});
afterAll(async () => {
  sandbox.dispose();
  await desk.close();
  remove();
});

type Opened = { readonly entry?: string; readonly processHost?: ProcessHost };

/** A pool whose every rollout would be made in another thread, from the first on. */
async function openPool({ entry, processHost = createNodeProcessHost() }: Opened = {}): Promise<void> {
  members = [];
  ended = [];
  pool = createPool({
    performHere: async ({ line, request }, signal) => performRollout(lineOver(line), request, signal),
    failHere: async ({ line, request }, error, signal) => {
      const openRollout = async (): Promise<never> => Promise.reject(error);
      return performRollout({ ...lineOver(line), openRollout }, request, signal);
    },
    startMember: ({ onEnd }) => {
      const member = startMember({
        processHost,
        maxHeapMb: 300,
        ...(entry === undefined ? {} : { entry }),
        onEnd: (end) => {
          ended.push(end.reason);
          onEnd(end);
        },
      });
      members.push(member);
      return member;
    },
    reportBug: (error) => {
      throw error;
    },
    startAfter: 0,
  });
  // The first one has it start.
  await pool.perform(jobOf(0), { workers: 2, signal: never });
  await assertDefined(members[0], "a thread").start;
}

const never = new AbortController().signal;
const OPTIONS = { workers: 2, signal: never };

/** A rollout of the clerk on a train item, and whoever pays for it. */
const jobOf = (at: number, asked?: Parameters<typeof jobOn>[2]): TestJob => jobOn(desk, at, asked);

/** Without what a clock says, and which run it is: the only things in which two makings may differ. */
function timeless({ run, spans, tape, ...result }: RolloutResult) {
  return {
    ...result,
    run: { ...run, id: "", trace: "", startedAt: 0, durationMs: 0 },
    spans: spans.map(({ name, kind, error, attributes }) => ({
      ...{ name, kind, error },
      attributes: { ...attributes, "autogenesis.run.id": "" },
    })),
    calls: tape.calls.map((call) => ({ ...call, startUs: 0, endUs: 0 })),
    texts: tape.texts,
  };
}

it("[R23] a rollout is the same, and costs the same, in this thread and in others", async () => {
  await openPool();
  const items = [1, 2, 3, 4];
  const there = items.map((at) => jobOf(at));
  const results = await Promise.all(there.map(async (job) => pool.perform(job, OPTIONS)));
  for (const [index, at] of items.entries()) {
    const here = jobOf(at);
    const result = await performRollout(lineOver(here.line), here.request, never);
    expect(timeless(assertDefined(results[index], "a result"))).toEqual(timeless(result));
    expect(there[index]!.ledger.spent()).toEqual(here.ledger.spent());
  }
});

it("[R25] a model behind an address is asked in the thread that has its key, ledger and tape", async () => {
  await openPool();
  const replies = [calls(["calculator", { expression: "6*7" }]), done("nothing")];
  server = await startOpenAiServer({ reply: (request) => turn(request, replies), key: SECRET_KEY });
  const job = jobOf(1, { provider: providerFor(server) });
  expect(job.replica).toBe(null);
  const member = assertDefined(members[0], "a thread");
  const { run, spans, tape } = await member.perform(job, never);
  expect(run.error).toBe(null);
  expect(tape.calls[0]?.outcome).toEqual({ ok: true, value: { value: 42 } });
  expect(server.requests.length).toBe(2);
  expect(job.ledger.spent().calls).toBe(2);
  expect(run.spend).toEqual(job.ledger.spent());
  // Its calls are on the tape: asked for again, they are not made again.
  await member.perform(job, never);
  expect(server.requests.length).toBe(2);
  expect(JSON.stringify(spans)).not.toContain(SECRET_KEY);
});

it("[R25] a cap holds over calls that are asked for elsewhere", async () => {
  await openPool();
  const job = jobOf(1, { caps: { maxCalls: 0 } });
  // Its calls count, so it is not answered where nobody counts.
  expect(job.replica).toBe(null);
  const running = assertDefined(members[0], "a thread").perform(job, never);
  await expect(running).rejects.toMatchObject({ code: "budget-exhausted" });
  expect(job.ledger.spent()).toEqual(NO_SPEND);
});

it("[R26] one that is called off ends, with its call, and leaves its thread to others", async () => {
  await openPool();
  server = await startOpenAiServer({ reply: [done("late")], faults: { 1: { type: "hang" } } });
  const job = jobOf(1, { provider: providerFor(server) });
  const member = assertDefined(members[0], "a thread");
  const stop = new AbortController();
  const running = member.perform(job, stop.signal);
  await server.waitForRequests(1);
  stop.abort();
  await expect(running).rejects.toMatchObject({ code: "cancelled" });
  await server.waitForDisconnects(1);
  expect(member.going()).toBe(0);
  expect((await member.perform(jobOf(2), never)).run.error).toBe(null);
});

it("[R27] a rollout under which its thread ends is made once more, in another one", async () => {
  await openPool({ entry: ENDING });
  const mark = join(folder, "was-ended");
  const others = [jobOf(1), jobOf(2)].map(async (job) => pool.perform(job, OPTIONS));
  const lost = await pool.perform(jobOf(3, { task: `end once: ${mark}` }), { workers: 3, signal: never });
  expect(existsSync(mark)).toBe(true);
  expect(lost.run.error).toBe(null);
  // Those that were in the same thread came to their ends, too.
  expect((await Promise.all(others)).map(({ run }) => run.error)).toEqual([null, null]);
});

it("[R27] the second time that is its error, also where it used up all memory, and the program goes on", async () => {
  for (const task of ["end this thread", "use up its memory"]) {
    await openPool({ entry: ENDING });
    const job = jobOf(3, { task });
    const [first] = members;
    // In no case in this thread: it would take the program with it.
    const { run, spans } = await pool.perform(job, { workers: 2, signal: never });
    expect(run).toMatchObject({ error: { code: "worker-lost" }, spend: NO_SPEND });
    expect(spans.map(({ error }) => error)).toEqual([run.error?.message]);
    expect(ended.length).toBe(2);
    expect(first?.going()).toBe(0);
    expect((await pool.perform(jobOf(4), OPTIONS)).run.error).toBe(null);
    await pool.close();
  }
});

it("[R28] what goes on in another thread is seen here while it does", async () => {
  await openPool();
  server = await startOpenAiServer({ reply: [done("late")], faults: { 1: { type: "hang" } } });
  const job = jobOf(1, { provider: providerFor(server) });
  const stop = new AbortController();
  const running = assertDefined(members[0], "a thread").perform(job, stop.signal);
  await server.waitForRequests(1);
  await expect
    .poll(() =>
      pool
        .openTraces()[0]
        ?.since(0)
        .map(({ name }) => name),
    )
    .toEqual(["invoke_agent order-clerk", "chat test-model"]);
  stop.abort();
  await expect(running).rejects.toThrow();
  expect(pool.openTraces()).toEqual([]);
});

it("[R29] where only this thread can start processes, others have theirs started by it", async () => {
  const own = createNodeProcessHost();
  let started = 0;
  const processHost: ProcessHost = {
    confinement: () => own.confinement(),
    start: (entry, options) => {
      started += 1;
      return own.start(entry, options);
    },
  };
  await openPool({ processHost });
  const replies = [calls(["calculator", { expression: "6*7" }]), done("42")];
  server = await startOpenAiServer({ reply: (request) => turn(request, replies) });
  const provider = providerFor(server);
  const member = assertDefined(members[0], "a thread");
  const results = await Promise.all([1, 2].map(async (at) => member.perform(jobOf(at, { provider }), never)));
  for (const { tape } of results)
    expect(tape.calls[0]).toMatchObject({ name: "calculator", outcome: { ok: true, value: { value: 42 } } });
  expect(started).toBe(1);
});

it("threads that are closed take their rollouts and their sandboxes with them", async () => {
  await openPool();
  server = await startOpenAiServer({ reply: [done("late")], faults: { 1: { type: "hang" } } });
  const running = pool.perform(jobOf(1, { provider: providerFor(server) }), OPTIONS);
  await server.waitForRequests(1);
  const [error] = await Promise.all([running.catch((thrown: unknown) => thrown), pool.close()]);
  expect(error).toMatchObject({ code: "cancelled" });
  await server.waitForDisconnects(1);
});
