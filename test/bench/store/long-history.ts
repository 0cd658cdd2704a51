import { join } from "node:path";
import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { assert, assertDefined } from "#core/base/assert.ts";
import { previewRollback } from "#core/resources/rollback.ts";
import { resolveCommit } from "#core/resources/resolve-commit.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { openDatabase } from "#core/store/database.ts";
import { openStore, type WorkspaceStore } from "#core/store/store.ts";
import type { Benchmark, BenchmarkContext, Measurement, Side } from "#test/bench/benchmark.ts";
import { measureRounds, timeMs } from "#test/bench/measure-rounds.ts";
import { runScript } from "#test/bench/run-script.ts";
import { commitUnchecked, openSeededStore } from "./our-commits.ts";
import { openSqlHistory, type SqlHistory } from "./history-in-sql.ts";
import { shortChange } from "./prompts.ts";

const LENGTHS = [1_000, 10_000, 100_000];
const STEPS_BACK = 500;
const PREVIEWED_BACK = 100;
/** Versions of the prompt that is asked about: as many in each history, so that only the length differs. */
const VERSIONS = 100;
const PROMPTS = 10;
/** Commits in one transaction while a history is made: nothing of it is measured. */
const BLOCK = 1_000;

/**
 * Questions about histories of 1,000, 10,000 and 100,000 commits of short prompts, beside the shortest SQL that answers
 * them on the same file: the very same answers, so that only what surrounds them differs. Then `verify`, in a process of
 * its own, with the most memory that it took.
 */
export const LONG_HISTORY: Benchmark = {
  summary: "reading and verifying histories of up to 100,000 commits beside raw SQL",
  rounds: 5,
  run: async (context) => {
    const measurements: Measurement[] = [];
    for (const length of LENGTHS) {
      context.tell(`making a history of ${length} commits`);
      const path = join(context.folder, `history-${length}.sqlite`);
      makeHistory(path, length);
      // Opened anew: it knows nothing of what it wrote.
      const store = openStore(path, { readOnly: false });
      const { db } = openDatabase(path, { readOnly: true });
      for (const question of questionsOf(store, openSqlHistory(db), length)) {
        measurements.push(await measureQuestion(context, question));
      }
      db.close();
      store.close();
      measurements.push(...(await measureVerify(context, path, length)));
    }
    return {
      measurements,
      notMeasured: [],
      notes: ["one line of commits: what is asked of branches and merges is tested, not timed"],
    };
  },
};

/** One prompt of ten is changed a hundred times in all, the others in turn. */
function makeHistory(path: string, length: number): void {
  const store = openSeededStore(path, PROMPTS);
  for (let from = 0; from < length; from += BLOCK) {
    store.durable(() => {
      for (let step = from; step < Math.min(from + BLOCK, length); step += 1) {
        const isRare = step % (length / VERSIONS) === 0;
        commitUnchecked(store, shortChange(step, isRare ? 0 : 1 + (step % (PROMPTS - 1))));
      }
    });
  }
  store.close();
}

type Question = {
  readonly title: string;
  readonly times: number;
  readonly ours: () => unknown;
  readonly sql: () => unknown;
  /** How many answers there are: both sides must find them. */
  readonly count: number;
};

function questionsOf(store: WorkspaceStore, sql: SqlHistory, length: number): readonly Question[] {
  const head = store.headBranch.commit();
  const of = `of ${length.toLocaleString("en")} commits`;
  const back = (steps: number): string =>
    assertDefined(store.commits.back(head, steps), "a commit before head");
  const [old, recent] = [back(STEPS_BACK), back(PREVIEWED_BACK)];
  let asked = 0;
  return [
    ...[50, 1_000].map((limit) => ({
      title: `log ${limit} ${of}`,
      times: limit === 50 ? 200 : 10,
      count: limit,
      ours: () => store.commits.history(head, limit),
      sql: () => sql.log(limit),
    })),
    {
      title: `HEAD~${STEPS_BACK} ${of}`,
      times: 1_000,
      count: 64,
      ours: () => resolveCommit(store, `head~${STEPS_BACK}`, head),
      sql: () => sql.back(STEPS_BACK),
    },
    {
      title: `versions of one prompt ${of}`,
      times: 100,
      count: VERSIONS + 1,
      ours: () => store.commits.versionsUpTo(head, "prompt/rules-0"),
      sql: () => sql.versionRows("prompt/rules-0"),
    },
    {
      title: `preview of a rollback by ${PREVIEWED_BACK} ${of}`,
      times: 10,
      count: PREVIEWED_BACK,
      ours: () => previewRollback(store, { branch: MAIN_BRANCH, commit: recent }).undoneCommits,
      sql: () => sql.preview(recent),
    },
    {
      title: `every resource with its text about ${STEPS_BACK} before head ${of}`,
      times: 50,
      count: PROMPTS,
      // Another commit each time: what was just read is remembered.
      ours: () => {
        asked += 1;
        const view = viewAtCommit(store, back(STEPS_BACK - (asked % 400)));
        return view.list().map((key) => view.get(key).resource);
      },
      sql: () => sql.stateByIndex(old),
    },
  ];
}

async function measureQuestion(context: BenchmarkContext, question: Question): Promise<Measurement> {
  const { title, times, count } = question;
  const toSide = (name: string, ask: () => unknown): Side => ({
    name,
    measure: async () => {
      const ms = await timeMs(() => {
        for (let time = 0; time < times; time += 1) {
          const found = (ask() as ArrayLike<unknown>).length;
          assert(found === count, `${name}: ${found} answers to «${title}»`);
        }
      });
      return ms / times;
    },
  });
  return measureRounds(context, {
    title,
    unit: "ms",
    better: "lower",
    ours: [toSide("ours", question.ours)],
    rivals: [toSide("raw SQL", question.sql)],
  });
}

/** Once: there is nothing to compare it with, and it has the file's every byte to read. */
async function measureVerify(
  { tell }: BenchmarkContext,
  path: string,
  length: number,
): Promise<readonly Measurement[]> {
  const script = join(import.meta.dirname, "verify-once.ts");
  const { ms, cpuMs, megabytes } = JSON.parse(await runScript({ script, args: [path] })) as Readonly<
    Record<"ms" | "cpuMs" | "megabytes", number>
  >;
  const title = `verify ${length.toLocaleString("en")} commits`;
  tell(`${title}: ${ms} ms, ${megabytes} MB`);
  const one = (what: string, unit: string, value: number): Measurement => ({
    title: `${title}, ${what}`,
    unit,
    better: "lower",
    ours: [{ name: "ours", values: [value] }],
    rivals: [],
  });
  return [one("time", "ms", ms), one("processor", "CPU ms", cpuMs), one("most memory", "MB", megabytes)];
}
