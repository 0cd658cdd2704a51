import { join } from "node:path";
import { assert } from "#core/base/assert.ts";
import { openStore } from "#core/store/store.ts";
import type { Benchmark, Measurement } from "#test/bench/benchmark.ts";
import { measureRounds, timeMs } from "#test/bench/measure-rounds.ts";
import { openLinearSearch, type LinearAsked } from "./linear-search.ts";
import { keepManyRuns } from "./many-runs.ts";

const RUNS = 100_000;
const PAGE = 1000;

type Asked = { readonly title: string; readonly asked: LinearAsked };

const QUESTIONS: readonly Asked[] = [
  { title: "the first page of all", asked: { text: "", wrong: 0, errors: 0 } },
  { title: "a text that is not there", asked: { text: "no such words", wrong: 0, errors: 0 } },
  { title: "a text that a fifth of them say", asked: { text: "lakeview", wrong: 0, errors: 0 } },
  { title: "wrong ones alone (3 in 100)", asked: { text: "", wrong: 1, errors: 0 } },
  { title: "those with errors alone (2 in 1000)", asked: { text: "", wrong: 0, errors: 1 } },
];

/** What the list of traces asks of the store, count and first page: beside one statement that goes through all there is. */
export const TRACE_LIST: Benchmark = {
  summary: "the list of traces over 100,000 runs, narrowed and not, beside one statement for every filter",
  rounds: 5,
  run: async (context) => {
    const path = join(context.folder, "workspace.sqlite");
    const store = openStore(path, { readOnly: false });
    keepManyRuns(store, RUNS);
    const rival = openLinearSearch(path);
    const measurements: Measurement[] = [];
    try {
      for (const { title, asked } of QUESTIONS) {
        const { text, wrong, errors } = asked;
        const find = (): number =>
          store.traceSearch.find({ text, isWrong: wrong === 1, hasErrors: errors === 1 }, PAGE).total;
        assert(find() === rival.find(asked), `both find as many: ${title}`);
        measurements.push(
          await measureRounds(context, {
            title: `${title}, of ${RUNS.toLocaleString("en")}`,
            unit: "ms",
            better: "lower",
            ours: [{ name: "ours", measure: async () => await timeMs(find) }],
            rivals: [{ name: "one statement", measure: async () => await timeMs(() => rival.find(asked)) }],
          }),
        );
      }
    } finally {
      rival.close();
      store.close();
    }
    return {
      measurements,
      notMeasured: [],
      notes: ["in process: what a list shows of each trace is not in it"],
    };
  },
};
