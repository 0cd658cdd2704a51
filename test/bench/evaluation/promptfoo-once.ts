import { assert } from "#core/base/assert.ts";
import { loadRival } from "#test/bench/rivals.ts";
import { CONCURRENCY, ITEMS } from "./trivial-items.ts";
import { promptfooConfig } from "./promptfoo-config.ts";

/** Run as `node promptfoo-once.ts HOME`: prints how many milliseconds promptfoo's own `evaluate` took. */

type Promptfoo = {
  readonly default: {
    readonly evaluate: (suite: object, options: object) => Promise<Evaluated>;
  };
};

type Evaluated = {
  readonly toEvaluateSummary: () => Promise<{ readonly stats: { readonly successes: number } }>;
};

const [, , home = ""] = process.argv;
const { default: promptfoo } = await loadRival<Promptfoo>(home, "promptfoo");
const startedAt = performance.now();
const result = await promptfoo.evaluate(
  { ...promptfooConfig(), writeLatestResults: true, sharing: false },
  { maxConcurrency: CONCURRENCY, cache: false, showProgressBar: false },
);
const ms = performance.now() - startedAt;
const { stats } = await result.toEvaluateSummary();
assert(stats.successes === ITEMS, `promptfoo passed ${stats.successes} of ${ITEMS} items`);
console.log(ms);
// What promptfoo keeps open is none of the evaluation.
process.exit(0);
