import { hashJson } from "#core/base/hash.ts";
import type { Dataset, Item, Score } from "#core/domain/dataset.ts";
import type { MatrixCell } from "#core/domain/matrix/matrix.ts";
import type { Run } from "#core/domain/run.ts";
import { missedBy, scoreOnRecord } from "#core/evaluation/run-item.ts";
import type { Scoring } from "#core/evaluation/score-output.ts";
import { nextTurn } from "#core/app/system.ts";
import type { RunPage } from "#core/store/runs.ts";
import type { Store } from "#core/store/store.ts";

type Filling = {
  readonly dataset: Dataset;
  readonly items: readonly Item[];
  readonly score: Scoring;
  readonly signal: AbortSignal;
};

/** So many runs are read in one piece: whoever else is answered by this thread does not wait for more. */
const PIECE = 400;
/** Cells are read with all that their runs said. */
const CELLS_IN_A_PIECE = 50;

/**
 * What the runs of a system came to, a cell for each item: of several on one the newest, null where there is none. Of all
 * other runs no text is read but what they were asked, and that only where an item has no run of its own.
 */
export async function fillColumn(
  store: Store,
  { dataset, items, score, signal }: Filling,
  closures: readonly string[],
): Promise<readonly (MatrixCell | null)[]> {
  const { byItem, startedAt } = await placeRuns(store, dataset.name, { closures, signal });
  // What an item begins in is no part of a run's input: only its own run is one of it.
  const isAsked = (item: Item): boolean => item.initialState === undefined && !byItem.has(item.id);
  const byInput = items.some(isAsked) ? await findAsked(store, startedAt, { closures, signal }) : null;
  const cells: (MatrixCell | null)[] = [];
  for (const [at, item] of items.entries()) {
    if (at % CELLS_IN_A_PIECE === CELLS_IN_A_PIECE - 1) await takeTurn(signal);
    const asked = isAsked(item) ? byInput?.get(hashJson(item.input)) : undefined;
    const run = store.runs.find(byItem.get(item.id) ?? asked ?? "");
    if (run === null) cells.push(null);
    else cells.push(toCell(run, await scoreOnRecord({ store, score }, run, { dataset, item, signal })));
  }
  return cells;
}

type Systems = { readonly closures: readonly string[]; readonly signal: AbortSignal };

type Placed = {
  /** The newest run that was scored on an item, by the item. */
  readonly byItem: ReadonlyMap<string, string>;
  /** Of every run that says something of the system, by its id. */
  readonly startedAt: ReadonlyMap<string, number>;
};

async function placeRuns(store: Store, dataset: string, systems: Systems): Promise<Placed> {
  const startedAt = new Map<string, number>();
  const byItem = new Map<string, string>();
  await readPieces(
    (closure, page) => store.runs.placesOf(closure, page),
    systems,
    (place) => {
      const { id, errorCode, item } = place;
      if (missedBy({ error: errorCode === null ? null : { code: errorCode, message: "" } }) !== null) return;
      startedAt.set(id, place.startedAt);
      if (place.dataset === dataset && item !== null) keepNewer(byItem, startedAt, { key: item, id });
    },
  );
  return { byItem, startedAt };
}

/** The newest of these runs by what it was asked. */
async function findAsked(
  store: Store,
  startedAt: Placed["startedAt"],
  systems: Systems,
): Promise<ReadonlyMap<string, string>> {
  const byInput = new Map<string, string>();
  await readPieces(
    (closure, page) => store.runs.inputsOf(closure, page),
    systems,
    ({ id, input }) => {
      if (startedAt.has(id)) keepNewer(byInput, startedAt, { key: hashJson(input), id });
    },
  );
  return byInput;
}

/** Of two that started at one time the one that was kept later. */
function keepNewer(
  kept: Map<string, string>,
  startedAt: Placed["startedAt"],
  { key, id }: { readonly key: string; readonly id: string },
): void {
  const other = kept.get(key);
  if (other === undefined || (startedAt.get(other) ?? 0) <= (startedAt.get(id) ?? 0)) kept.set(key, id);
}

async function readPieces<T extends { readonly seq: number }>(
  read: (closure: string, page: RunPage) => readonly T[],
  { closures, signal }: Systems,
  take: (each: T) => void,
): Promise<void> {
  for (const closure of closures) {
    let after = 0;
    for (;;) {
      const piece = read(closure, { after, limit: PIECE });
      for (const each of piece) take(each);
      if (piece.length < PIECE) break;
      after = piece.at(-1)?.seq ?? after;
      await takeTurn(signal);
    }
  }
}

/** Throws what the signal was aborted with. */
async function takeTurn(signal: AbortSignal): Promise<void> {
  await nextTurn();
  signal.throwIfAborted();
}

function toCell({ output, error, trace }: Run, { value, isCorrect }: Score): MatrixCell {
  return { isCorrect, score: value, output, error: error?.message ?? null, trace };
}
