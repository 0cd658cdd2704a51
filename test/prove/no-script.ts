import { wilsonInterval } from "#core/domain/statistics/wilson.ts";
import { CONVENTION_IDS, type ConventionId } from "#core/practice/desk/conventions.ts";
import { computeOnce, type Checkpoint } from "./checkpoint.ts";
import { deleteSentences, type DeleteFigures } from "./no-script-delete.ts";
import { learnPermuted, type PermuteFigures } from "./no-script-permute.ts";
import { countUnderstood, type WordingFigures } from "./no-script-wordings.ts";
import { mark, percent } from "./statistics-figures.ts";

export type NoScriptOptions = {
  readonly house: number;
  readonly seed: number;
  readonly iterations: number;
  /** Conventions to permute, one session each. */
  readonly conventions: readonly ConventionId[];
  /** Learned sentences to delete. */
  readonly sentences: number;
  readonly parallel: number;
  readonly checkpoint: Checkpoint;
};

export type NoScriptFigures = {
  readonly house: number;
  readonly seed: number;
  readonly permuted: readonly PermuteFigures[];
  readonly wordings: readonly WordingFigures[];
  readonly deleted: readonly DeleteFigures[];
  readonly checks: readonly { readonly claim: string; readonly ok: boolean }[];
  readonly ok: boolean;
};

const ALL: readonly ConventionId[] = CONVENTION_IDS;

/** The conventions that an option names: "all", or their names with commas between. */
export function parseConventions(text: string): readonly ConventionId[] {
  return text === "all" ? ALL : ALL.filter((id) => text.split(",").includes(id));
}

/** Shows that the simulated model learns from what it is shown and does what it is told, and has no script. */
export async function proveNoScript(options: NoScriptOptions): Promise<NoScriptFigures> {
  const { house, seed, iterations, checkpoint } = options;
  const deleting = computeOnce(checkpoint, "deleted", async () =>
    deleteSentences({ house, seed, iterations, most: options.sentences }),
  );
  const permuted = await permuteAll(options);
  const deleted = await deleting;
  const wordings = countUnderstood();
  const checks = judge({ permuted, wordings, deleted });
  return { house, seed, permuted, wordings, deleted, checks, ok: checks.every(({ ok }) => ok) };
}

async function permuteAll(options: NoScriptOptions): Promise<readonly PermuteFigures[]> {
  const { house, seed, iterations, checkpoint } = options;
  const figures: PermuteFigures[] = [];
  const queue = options.conventions.entries();
  const work = async (): Promise<void> => {
    for (const [index, convention] of queue) {
      figures[index] = await computeOnce(checkpoint, `permuted-${convention}`, async () =>
        learnPermuted({ house, seed, iterations, convention }),
      );
    }
  };
  await Promise.all(Array.from({ length: options.parallel }, work));
  return figures;
}

function judge({
  permuted,
  wordings,
  deleted,
}: Pick<NoScriptFigures, "permuted" | "wordings" | "deleted">): NoScriptFigures["checks"] {
  return [
    {
      claim: "with one convention's labels permuted the permuted choice is learned, for most conventions",
      ok: 2 * permuted.filter(({ ok }) => ok).length > permuted.length,
    },
    {
      claim: "no convention is written the unpermuted way more often than not",
      ok: permuted.every(
        ({ asPermuted, asBefore, changed }) => asBefore <= asPermuted || 2 * asBefore <= changed,
      ),
    },
    {
      claim: "at least eight of ten unseen wordings of every statement are understood",
      ok: wordings.every(({ wordings: count, understood }) => count >= 10 && understood >= 0.8 * count),
    },
    {
      claim: "without a learned sentence the fields that it governs get worse, and no others",
      ok: deleted.length > 0 && deleted.every(({ ok }) => ok),
    },
  ];
}

export function formatNoScript({
  house,
  seed,
  permuted,
  wordings,
  deleted,
  checks,
}: NoScriptFigures): string {
  const learned = permuted.filter(({ ok }) => ok).length;
  const interval = wilsonInterval(learned, permuted.length, 0.95);
  const least = wordings
    .toSorted((a, b) => a.understood / a.wordings - b.understood / b.wordings)
    .slice(0, 5);
  return [
    `The simulated model has no script: house ${house}, session seed ${seed}.`,
    "",
    "Labels permuted, one convention at a time: sealed items whose label changed, as the learned agent writes them",
    "       convention           from → to                                      changed  permuted  as before  commits",
    ...permuted.map(formatPermuted),
    `  learned as permuted: ${learned} of ${permuted.length}, 95 % [${percent(interval.low, 0)}, ${percent(interval.high, 0)}]`,
    "",
    `Unseen wordings: ${wordings.length} statements, ${sum(wordings, "understood")} of ${sum(wordings, "wordings")} understood; the least:`,
    ...least.map(({ statement, understood, wordings: count }) => `  ${statement}: ${understood} of ${count}`),
    "",
    "Learned sentences deleted one at a time: validation items that change in a field",
    "       convention           worse  better  worse in other fields   sentence",
    ...deleted.map(formatDeleted),
    "",
    ...checks.map(({ claim, ok }) => `${mark(ok)} ${claim}`),
  ].join("\n");
}

function sum(figures: readonly WordingFigures[], name: "understood" | "wordings"): number {
  return figures.reduce((total, row) => total + row[name], 0);
}

function formatPermuted(row: PermuteFigures): string {
  const change = `${row.from} → ${row.to}`;
  const numbers = [row.changed, row.asPermuted, row.asBefore].map((value) => String(value).padStart(9));
  return `  ${mark(row.ok)} ${row.convention.padEnd(20)} ${change.padEnd(44)} ${numbers.join(" ")} ${String(row.commits).padStart(8)}`;
}

function formatDeleted(row: DeleteFigures): string {
  const [worse, better, elsewhere] = [row.worse, row.better, row.worseElsewhere].map(String);
  return `  ${mark(row.ok)} ${row.convention.padEnd(20)} ${worse?.padStart(5)} ${better?.padStart(7)} ${elsewhere?.padStart(22)}   ${row.sentence}`;
}
