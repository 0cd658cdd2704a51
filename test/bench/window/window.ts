import { cpSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { sleep } from "#core/app/system.ts";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { Benchmark, BenchmarkContext, Measurement } from "#test/bench/benchmark.ts";
import { startServer } from "#test/bench/first-paint/start-server.ts";
import { commandLine } from "#test/support/command-line.ts";
import { enterHost } from "./enter-host.ts";
import { callSteadily, quantile, type Latencies } from "./steady-calls.ts";

const ITERATIONS = 4;
/** A session that has come so far shows what there is to see; one that goes on longer is stopped. */
const LONGEST_MS = 20_000;
const IDLE_MS = 5000;

type Measured = { readonly busy: Latencies; readonly idle: Latencies; readonly ownDelayMs: number };

/**
 * What a window waits for while a session runs in the host that serves it: the real `serve` process, entered by its
 * address, asked over its socket from this process, one call every 20 ms. Beside it the same calls to the same host after
 * the session has ended: what they take at all on this machine.
 */
export const WINDOW: Benchmark = {
  summary: "the calls of a window while a session runs in its host, beside the same calls while none does",
  rounds: 3,
  run: async (context) => {
    const template = join(context.folder, "template");
    await initWorkspace(template, { from: "order-desk", houseSeed: 1 });
    const rounds: Measured[] = [];
    for (let round = 0; round < context.rounds; round += 1) {
      const workspace = join(context.folder, `round-${round}`);
      cpSync(template, workspace, { recursive: true });
      rounds.push(await measureOnce(context, workspace, round));
    }
    const compare = (title: string, of: (all: Latencies) => number): Measurement => ({
      title,
      unit: "ms",
      better: "lower",
      ours: [{ name: "while a session runs", values: rounds.map(({ busy }) => of(busy)) }],
      rivals: [{ name: "while none does", values: rounds.map(({ idle }) => of(idle)) }],
    });
    const last = assertDefined(rounds.at(-1), "a round");
    return {
      measurements: [
        compare("a call of the window, median", (all) => quantile(sorted(all), 0.5)),
        compare("a call of the window, 99 of 100", (all) => quantile(sorted(all), 0.99)),
        compare("a call of the window, the longest", (all) => quantile(sorted(all), 1)),
        compare("the slowest of its procedures, median", slowestMedian),
      ],
      notMeasured: [],
      notes: [
        `the last round by procedure, of ${sorted(last.busy).length} calls: ${describe(last.busy)}`,
        `this process itself came late by ${last.ownDelayMs.toFixed(0)} ms at most, which is in the figures`,
      ],
    };
  },
};

async function measureOnce({ tell }: BenchmarkContext, workspace: string, round: number): Promise<Measured> {
  const host = await startServer({
    ...commandLine(["serve", "--workspace", workspace, "--json"]),
    env: {},
    cwd: workspace,
  });
  try {
    const { client, close } = await enterHost(host.url);
    const { trace } = await client.runs.run({ task: "Where is my order 1234?" });
    const { session } = await client.sessions.start({ iterations: ITERATIONS, seed: 5, approve: "gate" });
    const { tree } = await client.traces.show({ trace });
    const { head } = await client.workspace.info();
    const seen = { trace, session, span: assertDefined(tree[0], "its first span").span, commit: head };
    const own = monitorEventLoopDelay({ resolution: 5 });
    own.enable();
    const meanwhile = callSteadily(client, seen);
    await untilStill(client, LONGEST_MS);
    const busy = await meanwhile.stop();
    own.disable();
    if (await isRunning(client)) await client.sessions.pause({ session });
    const afterwards = callSteadily(client, seen);
    await sleep(IDLE_MS);
    const idle = await afterwards.stop();
    close();
    const measured = { busy, idle, ownDelayMs: own.max / 1e6 };
    tell(`round ${round}, busy: ${describe(busy)}; idle: ${describe(idle)}`);
    return measured;
  } finally {
    await host.stop();
  }
}

/** Until no session runs any more, or for so long. */
async function untilStill(client: WorkspaceClient, mostMs: number): Promise<void> {
  const startedAt = performance.now();
  while (performance.now() - startedAt < mostMs) {
    if (!(await isRunning(client))) return;
    await sleep(500);
  }
}

async function isRunning({ sessions }: WorkspaceClient): Promise<boolean> {
  return (await sessions.list()).some(({ state }) => state === "running");
}

function sorted(latencies: Latencies): readonly number[] {
  return [...latencies.values()].flat().toSorted((a, b) => a - b);
}

/** Of calls of all procedures together a slow one is few. */
function slowestMedian(latencies: Latencies): number {
  const medians = [...latencies.values()].map((values) =>
    quantile(
      values.toSorted((a, b) => a - b),
      0.5,
    ),
  );
  return Math.max(...medians);
}

function describe(latencies: Latencies): string {
  const line = (name: string, all: readonly number[]): string =>
    `${name} ${[0.5, 0.99, 1].map((share) => quantile(all, share).toFixed(1)).join(" / ")}`;
  return [
    line("all", sorted(latencies)),
    ...[...latencies].map(([name, values]) =>
      line(
        name,
        values.toSorted((a, b) => a - b),
      ),
    ),
  ].join(", ");
}
