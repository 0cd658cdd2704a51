import { configFault, orMeant } from "./config-fault.ts";
import { WORD } from "./lay-over.ts";
import { nameKind, readToldLine } from "./read-told.ts";
import { childOf, type Told, type ToldMap, type ToldPath } from "./told.ts";

/** What somebody typed over a configuration: `a.b=c`, and as what an error names it. */
export type TypedOverride = { readonly text: string; readonly shown: string };

/** One value at a path. */
export type Override = { readonly path: ToldPath; readonly value: Told };

/**
 * The names that may stand in the map at a path beside those that do, or null where any may: of a form that knows its
 * fields, a name that it does not know is a mistake.
 */
export type KnownFields = (path: ToldPath, composed: Told) => readonly string[] | null;

/** Throws config-invalid for what is no path and value. A dot within a name is typed in quotes: `"a.b".c=1`. */
export function readOverride({ text, shown }: TypedOverride): Override {
  const origin = { file: shown, line: null };
  const fault = (problem: string) => configFault(origin, [], { problem, hint: HOW_TO_WRITE });
  const path: string[] = [];
  let rest = text;
  for (;;) {
    const [all, quoted, bare] = SEGMENT.exec(rest) ?? [];
    if (all === undefined) throw fault("it is written PATH=VALUE, with names and dots in the path");
    path.push(quoted === undefined ? (bare ?? "") : unquote(quoted, fault));
    rest = rest.slice(all.length);
    if (rest.startsWith("=")) break;
    if (!rest.startsWith(".")) throw fault("it is written PATH=VALUE, with names and dots in the path");
    rest = rest.slice(1);
  }
  return { path, value: readToldLine(rest.slice(1), shown) };
}

const HOW_TO_WRITE = 'Write a.b=c; an entry of a list by its number, a dot in a name in quotes: a.0."b.c"=d.';

const SEGMENT = /^(?:("(?:[^"\\]|\\.)*")|([^.="]+))/;

function unquote(quoted: string, fault: (problem: string) => Error): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    throw fault(`${quoted} is no text in quotes`);
  }
}

/** The override as a configuration of its own, to be laid over others. */
export function toLayer({ path, value }: Override): ToldMap {
  const { origin } = value;
  const wrap = (inner: Told, key: string): ToldMap => ({
    kind: "map",
    origin,
    entries: new Map([[key, inner]]),
  });
  // A path is never empty.
  return path.reduceRight(wrap, value) as ToldMap;
}

/**
 * Refuses a path that leads nowhere, with the known name that is nearest: what is typed over a configuration is there, or is
 * a field that its form knows. What becomes of entries of lists is told where they are laid over.
 */
export function refuseUnknownPath(composed: Told, { path, value }: Override, fields: KnownFields): void {
  let at: Told | undefined = composed;
  for (const [depth, key] of path.entries()) {
    if (WORD.test(key)) return;
    const here = path.slice(0, depth + 1);
    if (at?.kind === "scalar" && at.value !== null) {
      const problem = `there is ${nameKind(at)} at ${path[depth - 1] ?? "the top"}, which has no fields`;
      throw configFault(value.origin, here, { problem, hint: HOW_TO_WRITE });
    }
    const next: Told | undefined = at === undefined ? undefined : childOf(at, key);
    if (next === undefined) {
      if (at?.kind === "list") return;
      const known = fields(path.slice(0, depth), composed);
      refuseUnknown({ at, here, isLast: depth === path.length - 1 }, value, known);
    }
    at = next;
  }
}

type Missing = { readonly at: Told | undefined; readonly here: ToldPath; readonly isLast: boolean };

function refuseUnknown({ at, here, isLast }: Missing, value: Told, known: readonly string[] | null): void {
  const key = here.at(-1) ?? "";
  // One's own, which no form will ever know.
  if (key.startsWith("x-")) return;
  // In what is not there yet, and whose form knows no names, any may stand.
  if (known === null ? isLast || at === undefined : known.includes(key)) return;
  const there = at?.kind === "map" ? [...at.entries.keys()] : [];
  const names = [...new Set([...there, ...(known ?? [])])];
  const problem = `there is no "${key}" here${orMeant(key, names)}`;
  throw configFault(value.origin, here, { problem, hint: HOW_TO_WRITE });
}
