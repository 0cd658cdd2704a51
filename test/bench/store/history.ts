import { join } from "node:path";
import { assert, assertDefined } from "#core/base/assert.ts";
import { openDatabase } from "#core/store/database.ts";
import type { Benchmark, BenchmarkContext, Measurement, Side } from "#test/bench/benchmark.ts";
import { measureRounds, timeMs } from "#test/bench/measure-rounds.ts";
import { gitVersion, pathOf } from "./git-plumbing.ts";
import { makeGitHistory, readGitDiff, readGitLog, readGitState, readGitVersions } from "./history-in-git.ts";
import { openSqlHistory } from "./history-in-sql.ts";
import { makeOurHistory, readDiff, readState, readVersions } from "./history-of-ours.ts";
import { promptChanges } from "./prompts.ts";

const COMMITS = 1_000;
const VERSIONS = 100;
const STEPS_BACK = 500;

/**
 * Questions about a history of 1,000 commits over ten prompts of 2 to 8 KB, the same changes on each side.
 *
 * Ours twice: the store's own functions, and the contract as a window calls it (parsed input, checked output), in this
 * process. git is asked as a program asks it, by processes, from one pack. Raw better-sqlite3 is the shortest SQL over our
 * own file: no walk over parents, and its diff only pairs the texts, where ours compares them leaf by leaf and git
 * line by line. Every side must come back with as many answers as there are, or the benchmark breaks.
 */
export const HISTORY: Benchmark = {
  summary: "reading a history of 1,000 commits beside git and raw SQL",
  rounds: 5,
  run: async (context) => {
    const changes = promptChanges(1, 0, COMMITS);
    context.tell(`making a history of ${COMMITS} commits`);
    const ours = await makeOurHistory(context.folder, changes);
    const { db } = openDatabase(ours.databasePath, { readOnly: true });
    const version = gitVersion();
    const git = version === null ? null : makeGitHistory(join(context.folder, "history.git"), changes);
    const { store, client, head } = ours;
    const change = assertDefined(changes.at(-1), "a change");
    const back = ours.before(STEPS_BACK);
    const gitBack = `refs/heads/main~${STEPS_BACK}`;
    const sql = openSqlHistory(db);
    const perStage: readonly Question[] = [
      {
        title: `log of ${COMMITS.toLocaleString("en")} commits`,
        answers: COMMITS,
        times: 5,
        ours: {
          store: () => store.commits.history(head, COMMITS),
          contract: () => client.history.log({ limit: COMMITS }),
        },
        git: git && (() => readGitLog(git, COMMITS)),
        sql: () => sql.log(COMMITS),
      },
      {
        title: `${VERSIONS} versions of one prompt, with their texts`,
        // The first version came with the seed.
        answers: VERSIONS + 1,
        times: 10,
        ours: { store: () => readVersions(store, head, change.key) },
        git: git && (() => readGitVersions(git, pathOf(change), VERSIONS + 1)),
        sql: () => sql.versions(change.key, VERSIONS + 1),
      },
      {
        title: `every resource at the commit ${STEPS_BACK} before head, with its text`,
        answers: null,
        times: 20,
        ours: { store: () => readState(store, back) },
        git: git && (() => readGitState(git, gitBack)),
        sql: () => sql.state(back),
      },
      {
        title: `diff of two commits ${STEPS_BACK} apart`,
        answers: null,
        times: 20,
        ours: {
          store: () => readDiff(store, back, head),
          contract: async () => (await client.history.diff({ from: back, to: head })).changes,
        },
        git: git && (() => readGitDiff(git, gitBack, "refs/heads/main")),
        sql: () => sql.diff(back, head),
      },
    ];
    const measurements: Measurement[] = [];
    for (const question of perStage) measurements.push(await measureQuestion(context, question));
    db.close();
    await ours.close();
    return {
      measurements,
      notMeasured: version === null ? [{ what: "git", why: "there is no git on the PATH" }] : [],
      notes: [version ?? ""].filter((note) => note !== ""),
    };
  },
};

type Ask = () => readonly unknown[] | Promise<readonly unknown[]>;

type Question = {
  readonly title: string;
  /** How many answers each side must find; null where sides count differently but each must find some. */
  readonly answers: number | null;
  /** How often it is asked each time it is measured. */
  readonly times: number;
  readonly ours: Readonly<Record<string, Ask>>;
  readonly git: Ask | null;
  readonly sql: Ask;
};

async function measureQuestion(
  context: BenchmarkContext,
  { title, answers, times, ours, git, sql }: Question,
): Promise<Measurement> {
  const toSide = (name: string, ask: Ask): Side => ({
    name,
    measure: async () => {
      const ms = await timeMs(async () => {
        for (let time = 0; time < times; time += 1) {
          const found = (await ask()).length;
          assert(answers === null ? found > 0 : found === answers, `${name}: ${found} answers to «${title}»`);
        }
      });
      return ms / times;
    },
  });
  return measureRounds(context, {
    title,
    unit: "ms",
    better: "lower",
    ours: Object.entries(ours).map(([name, ask]) => toSide(`ours: ${name}`, ask)),
    rivals: [...(git === null ? [] : [toSide("git", git)]), toSide("raw SQL", sql)],
  });
}
