import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "#core/base/app-error.ts";
import { assertDefined } from "#core/base/assert.ts";
import { keyedRandom } from "#core/base/keyed-random.ts";
import { openStore } from "#core/store/store.ts";
import { askCli } from "#test/support/cli-process.ts";
import {
  startTroubledServer,
  TROUBLES,
  type Problem,
  type Trouble,
  type TroubledServer,
} from "./gsm8k-server.ts";
import { mark } from "./statistics-figures.ts";

export type Gsm8kOptions = { readonly file: string; readonly items: number; readonly seed: number };

type Evaluated = {
  readonly n: number;
  readonly correct: number;
  readonly errors: number;
  readonly accuracy: number;
};

type TroubleFigures = {
  readonly trouble: string;
  readonly expected: string;
  readonly items: number;
  readonly right: number;
  readonly wrong: number;
  readonly errors: number;
  readonly requests: number;
};

export type Gsm8kFigures = {
  readonly items: number;
  readonly seed: number;
  readonly first: Evaluated;
  readonly again: Evaluated;
  /** Requests of the second evaluation: those of items that a broken connection had cost, and no others. */
  readonly requestsAgain: number;
  readonly troubles: readonly TroubleFigures[];
  readonly checks: readonly { readonly claim: string; readonly ok: boolean }[];
  readonly ok: boolean;
};

/**
 * Evaluates the solver on GSM8K problems over real HTTP, with trouble on the way, through the command line. Throws
 * not-found where the file of problems is not there.
 */
export async function proveGsm8k(options: Gsm8kOptions): Promise<Gsm8kFigures> {
  if (!existsSync(options.file)) {
    throw new AppError("not-found", `There is no file ${options.file}.`, {
      hint: "GSM8K does not come with the project: name its problems (one JSON object a line) with --file.",
    });
  }
  const folder = mkdtempSync(join(tmpdir(), "prove-gsm8k-"));
  const workspace = join(folder, "workspace");
  const rows = readFileSync(options.file, "utf8").trim().split("\n").slice(0, options.items);
  const problems = assignTroubles(rows, options.seed);
  const troubled = await startTroubledServer(problems);
  try {
    await askCli(["init", workspace, "--from", "order-desk"]);
    await importRows(rows, { folder, workspace });
    const model = ["--model", "openai/loopback", "--base-url", troubled.server.baseUrl];
    const evaluate = [
      "evaluate",
      "--dataset",
      "gsm8k",
      "--agent",
      "solver",
      "--workspace",
      workspace,
      ...model,
    ];
    const first = await askCli<Evaluated>(evaluate);
    const troubles = countOutcomes(workspace, problems, troubled);
    const asked = troubled.server.requests.length;
    const again = await askCli<Evaluated>(evaluate);
    const requestsAgain = troubled.server.requests.length - asked;
    return judge({ items: problems.length, seed: options.seed, first, again, requestsAgain, troubles });
  } finally {
    await troubled.server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A third of the items have no trouble; the rest share all kinds of it, each kind at least once. */
function assignTroubles(rows: readonly string[], seed: number): readonly Problem[] {
  const kinds = Object.keys(TROUBLES) as readonly Trouble[];
  const troubled = kinds.filter((kind) => kind !== "none");
  const draws = keyedRandom("gsm8k-troubles", seed);
  const dealt = rows.map((_, index): Trouble => {
    if (index < troubled.length) return assertDefined(troubled[index], "a kind of trouble");
    return draws.chance(1 / 3) ? "none" : draws.pick(troubled);
  });
  return draws.shuffle(dealt).map((trouble, index) => {
    const row = JSON.parse(assertDefined(rows[index], "a row")) as { question: string; answer: string };
    const answer = assertDefined(/#### *(.+)$/.exec(row.answer)?.[1], "the answer").replaceAll(",", "");
    return { question: row.question, answer, trouble };
  });
}

async function importRows(
  rows: readonly string[],
  { folder, workspace }: { readonly folder: string; readonly workspace: string },
): Promise<void> {
  const file = join(folder, "items.jsonl");
  writeFileSync(file, rows.join("\n"));
  const reading = [
    "--format",
    "jsonl",
    "--input",
    "question",
    "--answer",
    "answer",
    "--answer-pattern",
    "#### *(.+)$",
  ];
  const place = ["--name", "gsm8k", "--split", "validation", "--scorer", "numeric", "--workspace", workspace];
  await askCli(["dataset", "import", file, ...reading, ...place]);
}

/** What became of each item, from the workspace itself. */
function countOutcomes(
  workspace: string,
  problems: readonly Problem[],
  { requestsOf }: TroubledServer,
): readonly TroubleFigures[] {
  const store = openStore(join(workspace, "workspace.sqlite"), { readOnly: true });
  try {
    const outcomes = new Map(
      store.traces.newest(10_000).flatMap(({ run: id }) => {
        const run = id === null ? null : store.runs.find(id);
        return run === null ? [] : [[String(Object.values(run.input).join("")), run] as const];
      }),
    );
    return [...Map.groupBy(problems, ({ trouble }) => trouble)].map(([trouble, group]) => {
      const runs = group.map(({ question, answer }) => ({ run: outcomes.get(question), answer }));
      const errors = runs.filter(({ run }) => run !== undefined && run.error !== null).length;
      const right = runs.filter(({ run, answer }) => run?.error === null && run.output === answer).length;
      return {
        trouble,
        expected: TROUBLES[trouble].outcome,
        items: group.length,
        right,
        wrong: runs.filter(({ run }) => run?.error === null).length - right,
        errors,
        requests: group.reduce((sum, { question }) => sum + requestsOf(question), 0),
      };
    });
  } finally {
    store.close();
  }
}

function judge(found: Omit<Gsm8kFigures, "checks" | "ok">): Gsm8kFigures {
  const { items, first, again, troubles, requestsAgain } = found;
  const sum = (value: (figures: TroubleFigures) => number): number =>
    troubles.reduce((total, figures) => total + value(figures), 0);
  const expected = (outcome: string): number =>
    sum((figures) => (figures.expected === outcome ? figures.items : 0));
  const lost = troubles.filter(({ trouble }) => trouble === "500 always" || trouble === "stream cut always");
  const checks = [
    {
      claim: "every item is counted",
      ok: first.n === items && sum((row) => row.right + row.wrong + row.errors) === items,
    },
    {
      claim: "passing trouble costs no item: it is retried, or mended by the model",
      ok: first.correct === expected("right"),
    },
    { claim: "lasting trouble is an error and counts as wrong", ok: first.errors === expected("error") },
    { claim: "each kind of trouble ends as it must", ok: troubles.every(isAsExpected) },
    {
      claim: "asked again, only what a broken connection cost is run again, with the same result",
      ok: again.n === items && again.correct === first.correct && requestsAgain === sumRequests(lost),
    },
  ];
  return { ...found, checks, ok: checks.every(({ ok }) => ok) };
}

function sumRequests(rows: readonly TroubleFigures[]): number {
  return rows.reduce((sum, { requests }) => sum + requests, 0);
}

function isAsExpected({ expected, items, right, wrong, errors }: TroubleFigures): boolean {
  return { right, wrong, error: errors }[expected as "right" | "wrong" | "error"] === items;
}

export function formatGsm8k({
  items,
  seed,
  first,
  again,
  requestsAgain,
  troubles,
  checks,
}: Gsm8kFigures): string {
  return [
    `${items} GSM8K problems over loopback HTTP, streamed, with tool calls; troubles dealt with seed ${seed}.`,
    "The model on the other side knows the answers: what is shown is the way to it, not skill.",
    "",
    "      trouble                        must be  items right wrong error requests",
    ...troubles.map(formatTrouble),
    "",
    `first evaluation: n ${first.n}, ${first.correct} right, ${first.errors} errors, accuracy ${first.accuracy.toFixed(3)}`,
    `again:            n ${again.n}, ${again.correct} right, ${again.errors} errors, with ${requestsAgain} requests`,
    "",
    ...checks.map(({ claim, ok }) => `${mark(ok)} ${claim}`),
  ].join("\n");
}

function formatTrouble(row: TroubleFigures): string {
  const numbers = [row.items, row.right, row.wrong, row.errors].map((value) => String(value).padStart(5));
  return `${mark(isAsExpected(row))}  ${row.trouble.padEnd(30)} ${row.expected.padEnd(7)} ${numbers.join(" ")} ${String(row.requests).padStart(8)}`;
}
