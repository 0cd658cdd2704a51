import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { assert, assertDefined } from "#core/base/assert.ts";
import type { Benchmark, Side } from "#test/bench/benchmark.ts";
import { measureRounds, timeMs } from "#test/bench/measure-rounds.ts";
import { runScript } from "#test/bench/run-script.ts";
import { commandLine } from "#test/support/command-line.ts";
import { makeEvaluationWorkspace } from "./our-workspace.ts";
import { promptfooConfig, promptfooEnvironment } from "./promptfoo-config.ts";
import { CONCURRENCY, ITEMS } from "./trivial-items.ts";

const RIVAL = { name: "promptfoo", version: "0.123.1" };

const OUR_SCRIPT = fileURLToPath(new URL("./evaluate-once.ts", import.meta.url));
const RIVAL_SCRIPT = fileURLToPath(new URL("./promptfoo-once.ts", import.meta.url));

/**
 * 1,000 items that cost nothing to answer and nothing to score, four at a time, each result kept, nothing from a cache.
 *
 * The evaluation alone: each side in a fresh process of its own, which times only its call; a model that echoes on both.
 * The whole command: process start to exit. There our model is the simulated one, which reads each message before it
 * refuses it (more than an echo), and our items are in the workspace already; promptfoo reads them from its configuration.
 * Ours keeps per item a run, its whole trace and a score in SQLite; promptfoo keeps a result row in SQLite.
 */
export const EVALUATION: Benchmark = {
  summary:
    "evaluating 1,000 trivial items beside promptfoo's echo provider (which takes 2.5 GB while it runs)",
  rounds: 3,
  run: async (context) => {
    const home = await context.rivals.install(RIVAL);
    const workspace = await makeEvaluationWorkspace(context.folder);
    const rival = home.ok ? createRival(home.value, context.folder) : null;
    const plan = { unit: "ms", better: "lower" as const };
    return {
      measurements: [
        await measureRounds(context, {
          ...plan,
          title: `the evaluation of ${ITEMS.toLocaleString("en")} items alone`,
          ours: [{ name: "ours: evaluateItems", measure: async (round) => evaluateAlone(workspace, round) }],
          rivals: rival === null ? [] : [rival.alone],
        }),
        await measureRounds(context, {
          ...plan,
          title: `the whole command on ${ITEMS.toLocaleString("en")} items`,
          ours: [{ name: "ours: evaluate", measure: async (round) => evaluateByCommand(workspace, round) }],
          rivals: rival === null ? [] : [rival.command],
        }),
      ],
      notMeasured: home.ok ? [] : [{ what: RIVAL.name, why: home.error }],
      notes: ["ours keeps run, trace and score of every item; promptfoo keeps a result row"],
    };
  },
};

async function evaluateAlone(workspace: string, round: number): Promise<number> {
  return readMs(await runScript({ script: OUR_SCRIPT, args: [workspace, String(round)] }));
}

/** A seed of its own for each round: nothing is taken from the run cache. */
async function evaluateByCommand(workspace: string, round: number): Promise<number> {
  const options = ["--dataset", "refusal", "--agent", "echo", "--seed", String(round + 1), "--json"];
  let printed = "";
  const ms = await timeMs(async () => {
    printed = await runScript(commandLine(["evaluate", "--workspace", workspace, ...options]));
  });
  const { correct } = JSON.parse(printed) as { readonly correct: number };
  assert(correct === ITEMS, `${correct} of ${ITEMS} items were right`);
  return ms;
}

function createRival(home: string, parent: string): { readonly alone: Side; readonly command: Side } {
  const folder = join(parent, "promptfoo");
  mkdirSync(folder);
  const config = join(folder, "bench.json");
  writeFileSync(config, JSON.stringify(promptfooConfig()));
  const env = promptfooEnvironment(folder);
  const script = join(home, "node_modules/promptfoo/dist/src/entrypoint.js");
  const quiet = ["--no-cache", "--no-table", "--no-progress-bar", "--no-share"];
  const args = ["eval", "-c", config, "-j", String(CONCURRENCY), ...quiet];
  return {
    alone: {
      name: "promptfoo evaluate()",
      measure: async () => readMs(await runScript({ script: RIVAL_SCRIPT, args: [home], env, cwd: folder })),
    },
    command: {
      name: "promptfoo eval",
      measure: async () => {
        let printed = "";
        const ms = await timeMs(async () => (printed = await runScript({ script, args, env, cwd: folder })));
        assert(/1,?000 passed/.test(printed), `promptfoo passed every item: ${printed}`);
        return ms;
      },
    },
  };
}

/** The last line that a script prints is its time. */
function readMs(printed: string): number {
  const ms = Number(assertDefined(printed.trim().split("\n").at(-1), "a printed time"));
  assert(ms > 0, `a printed time: ${printed}`);
  return ms;
}
