import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { isPlainlyData, nameColumns } from "#core/evaluation/formats/csv/header.ts";
import { isUsualName } from "#core/evaluation/formats/fields.ts";

/**
 * The records of a value whose members are columns: lists of equal length, objects by row, or rows by name, as data
 * frames are written ("list", "columns", "index" and "split"), or a list of lists with a row of names. Null where they
 * are none of these.
 */
export function toRecords(value: unknown): readonly JsonObject[] | null {
  if (Array.isArray(value)) return fromRows(value as readonly Json[], null);
  if (!isJsonObject(value)) return null;
  const { columns, data, index } = value;
  if (isNames(columns) && Array.isArray(data)) return fromRows(data as readonly Json[], columns, index);
  const entries = Object.entries(value);
  if (entries.every(([, column]) => Array.isArray(column)))
    return fromLists(entries as [string, readonly Json[]][]);
  return entries.every(([, column]) => isJsonObject(column))
    ? fromObjects(entries as [string, JsonObject][])
    : null;
}

function isNames(value: Json | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === "string");
}

function fromRows(
  rows: readonly Json[],
  columns: readonly string[] | null,
  index?: Json,
): readonly JsonObject[] | null {
  if (!rows.every((row) => Array.isArray(row))) return null;
  const lists: readonly (readonly Json[])[] = rows;
  const [first = []] = lists;
  const isHeader = columns === null && isNames(first) && !isPlainlyData(first, []);
  const names = columns ?? nameColumns(isHeader ? first : first.map(() => ""));
  const values = isHeader ? lists.slice(1) : lists;
  if (values.some((row) => row.length !== names.length)) return null;
  const ids = Array.isArray(index) && !index.every((id) => typeof id === "number") ? index : null;
  return values.map((row, at) => withId(zip(names, row), ids === null ? null : String(ids[at])));
}

function zip(names: readonly string[], values: readonly (Json | undefined)[]): JsonObject {
  return Object.fromEntries(names.map((name, at) => [name, values[at] ?? null]));
}

function fromLists(columns: readonly (readonly [string, readonly Json[]])[]): readonly JsonObject[] | null {
  const [first] = columns;
  const length = first?.[1].length ?? 0;
  if (columns.some(([, values]) => values.length !== length)) return null;
  const names = columns.map(([name]) => name);
  return Array.from({ length }, (_none, at) =>
    zip(
      names,
      columns.map(([, values]) => values[at]),
    ),
  );
}

/** By column where the inner names number the rows, else by row. */
function fromObjects(entries: readonly (readonly [string, JsonObject])[]): readonly JsonObject[] | null {
  const inner = Object.keys(entries[0]?.[1] ?? {});
  const areAlike = entries.every(
    ([, object]) =>
      Object.keys(object).length === inner.length && inner.every((key) => Object.hasOwn(object, key)),
  );
  if (areAlike && inner.length > 0 && inner.every(isNumber) && !entries.every(([key]) => isNumber(key))) {
    const names = entries.map(([name]) => name);
    return inner.map((row) =>
      zip(
        names,
        entries.map(([, column]) => column[row]),
      ),
    );
  }
  if (
    entries.some(([key]) => isUsualName(key)) ||
    !inner.some((key) => entries.every(([, row]) => Object.hasOwn(row, key)))
  )
    return null;
  return entries.map(([key, row]) => withId(row, isNumber(key) ? null : key));
}

function isNumber(key: string): boolean {
  return /^\d+$/.test(key);
}

function withId(record: JsonObject, id: string | null): JsonObject {
  return id === null || Object.hasOwn(record, "id") ? record : { id, ...record };
}
