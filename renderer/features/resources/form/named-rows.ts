import { formatPointer } from "#core/base/json.ts";
import type { UnreadTexts } from "#renderer/store/form-slice.ts";

/** A member of an object as a row. `typed`: the name that was typed and is another row's; null where it has its own. */
export type NamedRow<T> = { readonly name: string; readonly typed: string | null; readonly value: T };

/** The place of a member of an object. */
export function memberPath(path: string, name: string): string {
  return `${path}${formatPointer([name])}`;
}

/**
 * The members of an object in the order in which they were last shown, new ones at the end: an object puts names that are
 * whole numbers first, and rows must not move while one of them is being named.
 */
export function rowsOf<T>(
  members: ReadonlyArray<readonly [name: string, value: T]>,
  order: readonly string[],
  typedOf: (name: string) => string | null,
): ReadonlyArray<NamedRow<T>> {
  const placeOf = (name: string): number => {
    const place = order.indexOf(name);
    return place === -1 ? order.length : place;
  };
  return members
    .toSorted(([a], [b]) => placeOf(a) - placeOf(b))
    .map(([name, value]) => ({ name, typed: typedOf(name), value }));
}

/** With what is typed as the name of a row. One that another row has waits until it is free; no key is lost. */
export function renameRow<T>(
  rows: ReadonlyArray<NamedRow<T>>,
  at: number,
  typed: string,
): ReadonlyArray<NamedRow<T>> {
  return settleRows(rows.map((row, place) => (place === at ? { ...row, typed } : row)));
}

/** Each row that waits for a name that nobody has any more gets it. */
export function settleRows<T>(rows: ReadonlyArray<NamedRow<T>>): ReadonlyArray<NamedRow<T>> {
  const at = rows.findIndex(
    ({ typed }, place) =>
      typed !== null && !rows.some(({ name }, other) => other !== place && name === typed),
  );
  const row = rows[at];
  if (row === undefined || row.typed === null) return rows;
  return settleRows(rows.with(at, { ...row, name: row.typed, typed: null }));
}

/** What the rows of an object leave typed and not taken: what was kept of it before goes. */
export function keepTyped<T>(
  unread: UnreadTexts,
  path: string,
  rows: ReadonlyArray<NamedRow<T>>,
): UnreadTexts {
  const others = Object.entries(unread).filter(([place]) => !place.startsWith(`${path}/`));
  const waiting = rows.flatMap(({ name, typed }) =>
    typed === null ? [] : [[memberPath(path, name), { text: typed, fault: "taken" }] as const],
  );
  return Object.fromEntries([...others, ...waiting]);
}
