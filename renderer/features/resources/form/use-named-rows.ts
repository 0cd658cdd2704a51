import { useState } from "react";
import { useFormFields } from "./form-context.ts";
import { keepTyped, memberPath, renameRow, rowsOf, settleRows, type NamedRow } from "./named-rows.ts";

export type NamedRows<T> = {
  readonly rows: ReadonlyArray<NamedRow<T>>;
  readonly rename: (at: number, typed: string) => void;
  readonly change: (at: number, value: T) => void;
  readonly remove: (at: number) => void;
  readonly add: (name: string, value: T) => void;
};

/**
 * The members of an object of the content as rows whose names are typed. `path` is the object's place; `write` puts the
 * members into the content.
 */
export function useNamedRows<T>(
  path: string,
  members: ReadonlyArray<readonly [name: string, value: T]>,
  write: (members: ReadonlyArray<readonly [name: string, value: T]>) => void,
): NamedRows<T> {
  const { draft, editUnread } = useFormFields();
  const [order, setOrder] = useState(() => members.map(([name]) => name));
  const rows = rowsOf(members, order, (name) => draft.unread[memberPath(path, name)]?.text ?? null);
  const set = (next: ReadonlyArray<NamedRow<T>>): void => {
    setOrder(next.map(({ name }) => name));
    write(next.map(({ name, value }) => [name, value]));
    editUnread((unread) => keepTyped(unread, path, next));
  };
  return {
    rows,
    rename: (at, typed) => set(renameRow(rows, at, typed)),
    change: (at, value) => set(rows.map((row, place) => (place === at ? { ...row, value } : row))),
    remove: (at) => set(settleRows(rows.toSpliced(at, 1))),
    add: (name, value) => set([...rows, { name, typed: null, value }]),
  };
}
