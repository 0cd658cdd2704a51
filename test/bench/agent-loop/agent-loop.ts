import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Benchmark, BenchmarkContext, Measurement, Side } from "#test/bench/benchmark.ts";
import { measureRounds, timeMs } from "#test/bench/measure-rounds.ts";
import { openAiSdkLoop } from "./ai-sdk-loop.ts";
import type { LoopShape } from "./loop-task.ts";
import { openOurLoop } from "./our-loop.ts";

const RIVAL = { name: "ai", version: "7.0.173" };
/** Model+tool steps each time a side is measured. */
const STEPS = 2_000;

/**
 * What a loop adds around a model that answers at once and a tool that does nothing: rendering, checking, recording,
 * bookkeeping. Both sides in this process, on the same instructions, task, tool and answers.
 *
 * Ours records spans with all content in every case; "kept" also writes each run with its trace to the store, in groups
 * that share a transaction and are not synced (a model in this process is never paid, and not taped). The AI SDK records
 * and keeps nothing: no telemetry integration is registered. Ours streams, the AI SDK's generateText does not.
 */
export const AGENT_LOOP: Benchmark = {
  summary: "overhead per model+tool step beside the AI SDK's generateText with its mock model",
  rounds: 5,
  run: async (context) => {
    const home = await context.rivals.install(RIVAL);
    const homeFolder = home.ok ? home.value : null;
    return {
      measurements: [
        await measureLoop(context, homeFolder, { toolSteps: 1 }),
        await measureLoop(context, homeFolder, { toolSteps: 8 }),
      ],
      notMeasured: home.ok ? [] : [{ what: "the AI SDK", why: home.error }],
      notes: ["ours records every span with its content; the AI SDK records nothing"],
    };
  },
};

async function measureLoop(
  context: BenchmarkContext,
  rivalHome: string | null,
  shape: LoopShape,
): Promise<Measurement> {
  const { toolSteps } = shape;
  const runs = STEPS / toolSteps;
  const [open, kept] = [false, true].map((isKept) => {
    const folder = join(context.folder, `steps-${toolSteps}-${isKept ? "kept" : "open"}`);
    mkdirSync(folder);
    return openOurLoop(folder, shape, isKept);
  }) as [ReturnType<typeof openOurLoop>, ReturnType<typeof openOurLoop>];
  let count = 0;
  const ourSide = (name: string, { run, finish }: typeof open): Side => ({
    name,
    measure: async () =>
      perStep(
        runs,
        async () => {
          count += 1;
          await run(`run-${count}`);
        },
        finish,
      ),
  });
  const rival = rivalHome === null ? null : await openAiSdkLoop(rivalHome, shape);
  const measurement = await measureRounds(context, {
    title: `${runs.toLocaleString("en")} runs of ${toolSteps} tool ${toolSteps === 1 ? "step" : "steps"} and an answer`,
    unit: "µs per tool step",
    better: "lower",
    ours: [ourSide("ours: recorded", open), ourSide("ours: recorded and kept", kept)],
    rivals:
      rival === null ? [] : [{ name: "AI SDK generateText", measure: async () => perStep(runs, rival) }],
  });
  for (const loop of [open, kept]) loop.close();
  return measurement;
}

/** Microseconds per tool step; the closing answer of each run is in it. */
async function perStep(
  runs: number,
  run: () => Promise<void>,
  finish: () => void = () => undefined,
): Promise<number> {
  const ms = await timeMs(async () => {
    for (let done = 0; done < runs; done += 1) await run();
    finish();
  });
  return (1000 * ms) / STEPS;
}
