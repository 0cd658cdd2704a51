import { assert } from "#core/base/assert.ts";
import { loadRival } from "#test/bench/rivals.ts";
import { CONCURRENCY, ITEMS } from "./trivial-items.ts";
import { promptfooConfig } from "./promptfoo-config.ts";

/** Run as `node promptfoo-once.ts HOME`: prints how many milliseconds promptfoo's own `evaluate` took. */

type Promptfoo = {
  readonly default: {
    readonly evaluate: (
      suite: object,
      options: object,
    ) => Promise<{ readonly stats?: { readonly successes: number } }>;
  };
};

const [, , home = ""] = process.argv;
const { default: promptfoo } = await loadRival<Promptfoo>(home, "promptfoo");
const startedAt = performance.now();
const result = await promptfoo.evaluate(
  { ...promptfooConfig(), writeLatestResults: true, sharing: false },
  { maxConcurrency: CONCURRENCY, cache: false, showProgressBar: false },
);
const ms = performance.now() - startedAt;
console.error(Object.keys(result), JSON.stringify(result.stats));
assert(result.stats?.successes === ITEMS, `promptfoo passed ${JSON.stringify(result.stats)}`);
console.log(ms);
process.exit(0);
