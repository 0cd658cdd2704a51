import type { z } from "zod";
import { formatPointer, isJsonObject, parsePointer, type Json, type JsonObject } from "#core/base/json.ts";
import { nearestWord } from "#core/base/nearest-word.ts";
import { contentForm } from "#core/domain/content/content.ts";
import { jsonSchemaSchema } from "#core/domain/content/head.ts";
import type { ResourceKind } from "#core/domain/resource.ts";

/** A field that the form of its kind does not have. */
type UnknownField = {
  readonly pointer: string;
  readonly name: string;
  /** The known field that is likely meant, with dots where it stands elsewhere; null where none is near. */
  readonly meant: string | null;
};

/** A name of one's own: no version of the program will ever mean something by it. */
const OWN = /^x-/;

/** What whoever reads the disk takes out of a file before it is a content. */
const OF_FILES = ["extends"];

/**
 * The fields of a content that nobody knows and that are not somebody's own [R43]. What schemas of inputs say, and
 * `metadata`, are of no form and not looked at.
 */
export function findUnknownFields(kind: ResourceKind, content: JsonObject): readonly UnknownField[] {
  const form = contentForm(kind);
  return walk(content, form, { pointer: [], around: namesIn(form, content) });
}

/** What is told of it: where it is a known one written wrongly, that one; else what becomes of it. */
export function tellUnknown({ name, meant }: UnknownField): string {
  // Where it was read from a disk, it was composed.
  if (OF_FILES.includes(name))
    return `what a file ${name} is put together on the disk that it lies on, and not here`;
  const own = "a field of one's own begins with x-";
  return meant === null
    ? `no part of this version of the program reads "${name}": it is kept as it is (${own})`
    : `there is no "${name}" here; did you mean "${meant}"? (${own}; one that a newer version of the program wrote is not known to this one)`;
}

/** Whether a content says something at a place, so that what has been in force is no slip of today. */
export function hasField(content: Json | undefined, pointer: string): boolean {
  let at: Json | undefined = content;
  for (const token of parsePointer(pointer) ?? []) {
    if (Array.isArray(at)) at = (at as readonly Json[])[Number(token)];
    else if (isJsonObject(at) && Object.hasOwn(at, token)) at = at[token];
    else return false;
  }
  return at !== undefined;
}

type Def = {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
};

type Place = {
  readonly pointer: readonly string[];
  /** The fields of the maps around, from the nearest list or the top on, each with its dotted path. */
  readonly around: ReadonlyMap<string, string>;
};

function walk(value: Json | undefined, schema: z.ZodType, place: Place): readonly UnknownField[] {
  const { pointer, around } = place;
  const { shape, element, valueType } = formOf(schema, value);
  if (Array.isArray(value)) {
    if (element === undefined) return [];
    return (value as readonly Json[]).flatMap((entry, at) =>
      walk(entry, element, { pointer: [...pointer, String(at)], around: namesIn(element, entry) }),
    );
  }
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]): readonly UnknownField[] => {
    const here = [...pointer, name];
    const known = shape?.[name] ?? valueType;
    if (known !== undefined) return walk(inner, known, { pointer: here, around });
    if (shape === undefined || OWN.test(name)) return [];
    const names = [...Object.keys(shape), ...(pointer.length === 0 ? OF_FILES : [])];
    return [
      { pointer: formatPointer(here), name, meant: nearestWord(name, names) ?? elsewhere(name, around) },
    ];
  });
}

/** Too short or too common to tell from a word of one's own. */
const LEAST_LETTERS = 4;
const COMMON: ReadonlySet<string> = new Set(["name"]);

function elsewhere(name: string, around: ReadonlyMap<string, string>): string | null {
  const names = [...around.keys()].filter((each) => each.length >= LEAST_LETTERS && !COMMON.has(each));
  const meant = nearestWord(name, names);
  return meant === null ? null : (around.get(meant) ?? null);
}

/** Of a map and the maps within it. */
function namesIn(schema: z.ZodType, value: Json | undefined): ReadonlyMap<string, string> {
  const { shape = {} } = formOf(schema, value);
  const inner = Object.entries(shape).flatMap(([field, form]) => {
    const within = isJsonObject(value) ? value[field] : undefined;
    return Object.keys(formOf(form, within).shape ?? {}).map((name) => [name, `${field}.${name}`] as const);
  });
  return new Map([...inner, ...Object.keys(shape).map((name) => [name, name] as const)]);
}

const NO_FORM: Def = { type: "any" };

/** What a schema says of a value: of several forms the one that the value itself names. */
function formOf(schema: z.ZodType, value: Json | undefined): Def {
  if (schema === jsonSchemaSchema) return NO_FORM;
  const def = schema._zod.def as unknown as Def; // Which members it has hangs on its type.
  if (def.innerType !== undefined) return formOf(def.innerType, value);
  if (def.type === "union") {
    const meant = (def.options ?? []).find((option) => namesForm(option, value));
    return meant === undefined ? NO_FORM : formOf(meant, value);
  }
  const isOpen = def.shape !== undefined && Object.keys(def.shape).length === 0;
  return isOpen ? NO_FORM : def;
}

function namesForm(option: z.ZodType, value: Json | undefined): boolean {
  const type = (option._zod.def as unknown as Def).shape?.["type"]; // As above.
  return type !== undefined && isJsonObject(value) && type.safeParse(value["type"]).success;
}
