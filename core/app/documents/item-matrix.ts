import type { Dataset, Item, Split } from "#core/domain/dataset.ts";
import type { MatrixCell, MatrixDocument } from "#core/domain/matrix/matrix.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { estimateScored } from "#core/evaluation/estimate.ts";
import { fillColumn } from "#core/app/documents/fill-column.ts";
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
 * nothing of the system and fills no cell. Of test items the figures of columns are told, and no row [A23].
 */
export async function makeMatrix(store: Store, parts: MatrixParts): Promise<MatrixDocument> {
  const { dataset, agent, split, items, columns, madeAt } = parts;
  const isSealed = split === "test";
  const closures = groupClosures(store, agent);
  // Commits that hold one system have one column's cells.
  const known = new Map<string, readonly (MatrixCell | null)[]>();
  const filled: (readonly (MatrixCell | null)[])[] = [];
  for (const { system, model } of columns) {
    const key = `${system ?? ""} ${model}`;
    const cells = known.get(key) ?? (await fillColumn(store, parts, closures.get(key) ?? []));
    known.set(key, cells);
    filled.push(cells);
  }
  const toRows = () =>
    items.map((item, at) =>
      toRow(
        item,
        filled.map((cells) => cells[at] ?? null),
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
    rows: isSealed ? [] : toRows(),
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

function toRow(item: Item, cells: readonly (MatrixCell | null)[]): MatrixDocument["rows"][number] {
  const outcomes = new Set(
    cells.flatMap((cell) => (cell === null ? [] : [`${cell.isCorrect} ${cell.score}`])),
  );
  return {
    item: item.id,
    className: item.className,
    input: textOf(item.input),
    expected: item.expected,
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
