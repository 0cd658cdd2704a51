import { cpSync } from "node:fs";
import { join } from "node:path";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import { hashJson } from "#core/base/hash.ts";
import { runScript } from "#test/bench/run-script.ts";
import type { Benchmark } from "#test/bench/benchmark.ts";
import { commandLine } from "#test/support/command-line.ts";
import { measureSession } from "./measure-session.ts";

const ITERATIONS = 24;

/** Threads and places. */
const WAYS = [1, 2].flatMap((workers) => [1, 4, 16].map((concurrency) => ({ workers, concurrency })));

/**
 * A session of 24 iterations in one thread and in two, with few places and many: runs per second, start and end of the
 * process in it, and whether all decide the same and count the same. `OLDER_BUILD` names the folder of an earlier build,
 * which then does the same in the same rounds, on a workspace that it makes itself.
 */
export const THREADS: Benchmark = {
  summary: "runs per second of a session by threads and places, beside an earlier build",
  rounds: 1,
  run: async (context) => {
    const template = join(context.folder, "template");
    await initWorkspace(template, { from: "order-desk", houseSeed: 1 });
    const older = await makeOlder(join(context.folder, "older"), process.env["OLDER_BUILD"]);
    const rates = new Map<string, number[]>();
    const olderRates: number[] = [];
    const ends = new Set<string>();
    const copy = (from: string, name: string): string => {
      const workspace = join(context.folder, name);
      cpSync(from, workspace, { recursive: true });
      return workspace;
    };
    for (let round = 1; round <= context.rounds; round += 1) {
      if (older !== null) {
        const workspace = copy(older.template, `older-${round}`);
        const { runsPerSecond } = await measureSession(workspace, { iterations: ITERATIONS, cli: older.cli });
        context.tell(`round ${round}, the earlier build: ${runsPerSecond.toFixed(1)} runs/s`);
        olderRates.push(runsPerSecond);
      }
      for (const { workers, concurrency } of WAYS) {
        const name = `${workers} ${workers === 1 ? "thread" : "threads"}, ${concurrency} at once`;
        const options = ["--workers", String(workers), "--set", `concurrency=${concurrency}`];
        const workspace = copy(template, `${workers}-${concurrency}-${round}`);
        const { runsPerSecond, ended } = await measureSession(workspace, { iterations: ITERATIONS, options });
        const { decisionsSha256, spend } = ended;
        const { beyond, ...counted } = spend;
        ends.add(hashJson({ decisionsSha256, counted }));
        context.tell(
          `round ${round}, ${name}: ${runsPerSecond.toFixed(1)} runs/s, ${beyond?.calls ?? 0} calls beyond`,
        );
        rates.set(name, [...(rates.get(name) ?? []), runsPerSecond]);
      }
    }
    return {
      measurements: [
        {
          title: `runs of a session of ${ITERATIONS} iterations`,
          unit: "runs/s",
          better: "higher",
          ours: [...rates].map(([name, values]) => ({ name: `ours: ${name}`, values })),
          rivals: older === null ? [] : [{ name: "an earlier build", values: olderRates }],
        },
      ],
      notMeasured:
        older === null
          ? [{ what: "an earlier build", why: "OLDER_BUILD names no folder of one, with its node_modules" }]
          : [],
      notes: [
        ends.size === 1
          ? "all of them decided the same and counted the same"
          : `DIFFERENT: they came to ${ends.size} different decisions or counts`,
      ],
    };
  },
};

type Older = { readonly cli: string; readonly template: string };

async function makeOlder(template: string, build: string | undefined): Promise<Older | null> {
  if (build === undefined) return null;
  const cli = join(build, "core/host/cli/main.ts");
  const args = ["init", template, "--from", "order-desk", "--house-seed", "1", "--json"];
  await runScript(commandLine(args, cli));
  return { cli, template };
}
