import { cpSync } from "node:fs";
import { join } from "node:path";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import type { Benchmark, Measurement } from "#test/bench/benchmark.ts";
import { measureSession } from "./measure-session.ts";

const ITERATIONS = 4;

/**
 * A session of the practice workspace with the model in this process, by the command line: how many runs it makes in a
 * second, start and end of the process in it, and by how much each makes the file grow (runs, traces, what they are found
 * by, scores, evidence and journal; without what the workspace began with). Nothing else does this work, so nothing
 * stands beside it: compare it with the figures of an earlier build on the same machine.
 */
export const SESSION: Benchmark = {
  summary: "runs per second and bytes per run of a session with the model in this process",
  rounds: 3,
  run: async (context) => {
    const template = join(context.folder, "template");
    await initWorkspace(template, { from: "order-desk", houseSeed: 1 });
    const rates: number[] = [];
    const sizes: number[] = [];
    for (let round = 0; round <= context.rounds; round += 1) {
      const workspace = join(context.folder, `round-${round}`);
      cpSync(template, workspace, { recursive: true });
      const { runsPerSecond, bytesPerRun } = await measureSession(workspace, { iterations: ITERATIONS });
      context.tell(
        `round ${round}: ${runsPerSecond.toFixed(1)} runs/s, ${bytesPerRun.toFixed(0)} bytes per run`,
      );
      if (round === 0) continue;
      rates.push(runsPerSecond);
      sizes.push(bytesPerRun);
    }
    const alone = (
      title: string,
      unit: string,
      better: Measurement["better"],
      values: readonly number[],
    ) => ({
      title,
      unit,
      better,
      ours: [{ name: `ours: session of ${ITERATIONS} iterations`, values }],
      rivals: [],
    });
    return {
      measurements: [
        alone("runs of a session", "runs/s", "higher", rates),
        alone("what a run leaves in the file", "bytes", "lower", sizes),
      ],
      notMeasured: [],
      notes: ["what warms up is not counted; the bytes hang on no clock"],
    };
  },
};
