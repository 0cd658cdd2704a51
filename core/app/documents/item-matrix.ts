import { hashJson } from "#core/base/hash.ts";
import type { Dataset, Item, Score, Split } from "#core/domain/dataset.ts";
import type { MatrixCell, MatrixDocument } from "#core/domain/matrix/matrix.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { Run } from "#core/domain/run.ts";
import { estimateScored } from "#core/evaluation/estimate.ts";
import { missedBy, scoreOnRecord } from "#core/evaluation/run-item.ts";
import { systemOfClosure } from "#core/app/documents/system-of.ts";
import type { Scoring } from "#core/evaluation/score-output.ts";
import type { Store } from "#core/store/store.ts";

export type MatrixColumn = {
  readonly commit: string;
  readonly system: string | null;
  readonly model: string;
};

export type MatrixParts = {
  readonly dataset: Dataset;
  readonly agent: ResourceKey;
  readonly split: Split;
  readonly items: readonly Item[];
  readonly columns: readonly MatrixColumn[];
  /** ISO 8601. */
  readonly madeAt: string;
  /** For runs that were never scored by what the dataset's scorer is now. */
  readonly score: Scoring;
  readonly signal: AbortSignal;
};

/**
 * Items × systems from the runs on record: of several on one item the newest. A run that failed for want of a model says
 * nothing of the system and fills no cell. Of test items no text is told [A23].
 */
export async function makeMatrix(store: Store, parts: MatrixParts): Promise<MatrixDocument> {
  const { dataset, agent, split, items, columns, madeAt } = parts;
  const isSealed = split === "test";
  const closures = groupClosures(store, agent);
  const filled: (readonly (MatrixCell | null)[])[] = [];
  for (const { system, model } of columns) {
    const ids = system === null ? [] : (closures.get(`${system} ${model}`) ?? []);
    filled.push(await fillColumn(store, { ...parts, isSealed }, ids));
  }
  const rows = items.map((item, at) =>
    toRow(
      item,
      filled.map((cells) => cells[at] ?? null),
      isSealed,
    ),
  );
  const missing = filled.map((cells) => cells.filter((cell) => cell === null).length);
  return {
    ...{ dataset: dataset.name, agent, split, scorer: dataset.scorer.type, madeAt, isSealed },
    columns: columns.map(({ commit, model }, at) => ({
      commit,
      message: store.commits.get(commit).message,
      model,
      estimate: estimateColumn(items, filled[at] ?? []),
      missing: missing[at] ?? 0,
      missingItems: isSealed
        ? []
        : items.flatMap(({ id }, row) => ((filled[at]?.[row] ?? null) === null ? [id] : [])),
    })),
    rows,
    missing: missing.reduce((sum, count) => sum + count, 0),
  };
}

/** Every closure that an agent ran under, by its system and model. */
function groupClosures(store: Store, agent: ResourceKey): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const id of store.runs.closuresOf(agent)) {
    const closure = store.runs.closure(id);
    if (closure === null) continue;
    const key = `${systemOfClosure(closure)} ${closure.model.provider}/${closure.model.name}`;
    groups.set(key, [...(groups.get(key) ?? []), id]);
  }
  return groups;
}

type Filling = Pick<MatrixParts, "dataset" | "items" | "score" | "signal"> & { readonly isSealed: boolean };

async function fillColumn(
  store: Store,
  { dataset, items, score, signal, isSealed }: Filling,
  closures: readonly string[],
): Promise<readonly (MatrixCell | null)[]> {
  const runs = closures.flatMap((id) => store.runs.ofClosure(id)).filter(({ run }) => missedBy(run) === null);
  const byItem = new Map<string, Run>();
  const byInput = new Map<string, Run>();
  for (const { run, dataset: name, item } of runs.toSorted((a, b) => a.run.startedAt - b.run.startedAt)) {
    if (name === dataset.name && item !== null) byItem.set(item, run);
    byInput.set(hashJson(run.input), run);
  }
  const cells: (MatrixCell | null)[] = [];
  for (const item of items) {
    // What an item begins in is no part of a run's input: only its own run is one of it.
    const asked = item.initialState === undefined ? byInput.get(hashJson(item.input)) : undefined;
    const run = byItem.get(item.id) ?? asked;
    if (run === undefined) cells.push(null);
    else {
      const found = await scoreOnRecord({ store, score }, run, { dataset, item, signal });
      cells.push(toCell(run, found, isSealed));
    }
  }
  return cells;
}

function toCell(run: Run, score: Score, isSealed: boolean): MatrixCell {
  const { value, isCorrect } = score;
  if (isSealed) {
    return {
      isCorrect,
      score: value,
      output: null,
      error: run.error === null ? null : "failed",
      trace: null,
    };
  }
  return { isCorrect, score: value, output: run.output, error: run.error?.message ?? null, trace: run.trace };
}

function toRow(
  item: Item,
  cells: readonly (MatrixCell | null)[],
  isSealed: boolean,
): MatrixDocument["rows"][number] {
  const outcomes = new Set(
    cells.flatMap((cell) => (cell === null ? [] : [`${cell.isCorrect} ${cell.score}`])),
  );
  return {
    item: item.id,
    className: item.className,
    input: isSealed ? "" : textOf(item.input),
    expected: isSealed ? null : item.expected,
    cells: [...cells],
    isChanged: outcomes.size > 1,
  };
}

function textOf(input: Item["input"]): string {
  if (typeof input === "string") return input;
  return Object.entries(input)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}

function estimateColumn(
  items: readonly Item[],
  cells: readonly (MatrixCell | null)[],
): MatrixDocument["columns"][number]["estimate"] {
  const scored = items.flatMap(({ id, group }, at) => {
    const cell = cells[at] ?? null;
    return cell === null ? [] : [{ itemId: id, group, score: cell.score, isCorrect: cell.isCorrect }];
  });
  return scored.length === 0 ? null : { ...estimateScored(scored) };
}
