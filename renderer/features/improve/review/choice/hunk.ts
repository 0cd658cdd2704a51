import { isJsonObject, jsonEquals, type Json } from "#core/base/json.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { splitLines, type LineChange } from "#renderer/editor/line-changes.ts";
import { judgeSize } from "#renderer/editor/size-guard.ts";
import { recallLineChanges } from "./recall-line-changes.ts";

/** One thing of a change that can be taken or left by itself. */
export type Hunk =
  | { readonly kind: "lines"; readonly id: string; readonly change: LineChange }
  /** A record that came, went or changed; null where it is not there. */
  | {
      readonly kind: "record";
      readonly id: string;
      readonly before: Json | null;
      readonly after: Json | null;
    }
  /** A value that has no parts of its own. */
  | { readonly kind: "value"; readonly id: string };

/** One variable that a proposal changes: the unit in which a change is written down again. */
export type Part = {
  readonly resource: ResourceKey;
  readonly pointer: string;
  readonly form: "text" | "code" | "json";
  readonly before: Json;
  readonly after: Json;
  /** Texts that the variable must keep. */
  readonly locked: readonly string[];
  readonly hunks: readonly Hunk[];
};

export function findHunks(id: string, before: Json, after: Json): readonly Hunk[] {
  if (typeof before === "string" && typeof after === "string") {
    // Compared on the window's own thread: what the editor asks about before it draws is taken or left as a whole.
    if (judgeSize(before, after) !== "draw") return [{ kind: "value", id }];
    return recallLineChanges(before, after).map((change, at) => ({
      kind: "lines",
      id: `${id}#${at}`,
      change,
    }));
  }
  if (isRecords(before) && isRecords(after)) return findRecordHunks(id, before, after);
  return [{ kind: "value", id }];
}

type Row = Json & { readonly id: string };

function isRecords(value: Json): value is readonly Row[] {
  return Array.isArray(value) && value.every((row) => isJsonObject(row) && typeof row["id"] === "string");
}

function findRecordHunks(id: string, before: readonly Row[], after: readonly Row[]): readonly Hunk[] {
  const later = new Map(after.map((row) => [row.id, row]));
  const earlier = new Map(before.map((row) => [row.id, row]));
  const known = before
    .filter((row) => !jsonEquals(row, later.get(row.id)))
    .map((row) => toRecordHunk(id, row, later.get(row.id) ?? null));
  const fresh = after.filter((row) => !earlier.has(row.id)).map((row) => toRecordHunk(id, null, row));
  return [...known, ...fresh];
}

function toRecordHunk(id: string, before: Row | null, after: Row | null): Hunk {
  return { kind: "record", id: `${id}#${(before ?? after)?.id ?? ""}`, before, after };
}

/** The variable's value with only the hunks that are taken. */
export function combine(part: Part, isTaken: (hunk: Hunk) => boolean): Json {
  if (part.hunks.every((hunk) => isTaken(hunk))) return part.after;
  const taken = part.hunks.filter((hunk) => isTaken(hunk));
  if (taken.length === 0) return part.before;
  if (typeof part.before === "string" && typeof part.after === "string") {
    return combineLines(part.before, part.after, taken);
  }
  return combineRecords(part, taken);
}

function combineLines(before: string, after: string, taken: readonly Hunk[]): string {
  const [old, fresh] = [splitLines(before), splitLines(after)];
  const lines: string[] = [];
  let at = 1;
  for (const hunk of taken) {
    if (hunk.kind !== "lines") continue;
    lines.push(...old.slice(at - 1, hunk.change.before.from - 1));
    lines.push(...fresh.slice(hunk.change.after.from - 1, hunk.change.after.to - 1));
    at = hunk.change.before.to;
  }
  lines.push(...old.slice(at - 1));
  return lines.join("\n");
}

function combineRecords({ before, after }: Part, taken: readonly Hunk[]): Json {
  if (!isRecords(before) || !isRecords(after)) return before;
  const changed = new Map(
    taken.flatMap((hunk) =>
      hunk.kind === "record" && hunk.before !== null ? [[idOf(hunk.before), hunk.after]] : [],
    ),
  );
  const kept = before.map((row) => (changed.has(row.id) ? changed.get(row.id) : row) ?? null);
  const added = taken.flatMap((hunk) => (hunk.kind === "record" && hunk.before === null ? [hunk.after] : []));
  return [...kept, ...added].filter((row) => row !== null);
}

/** The id of a record; "" for what is none. */
export function idOf(row: Json): string {
  return isJsonObject(row) && typeof row["id"] === "string" ? row["id"] : "";
}
