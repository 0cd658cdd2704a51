import type { z } from "zod";
import { childOf, type Told, type ToldPath } from "./told.ts";

/** What a schema is made of, as far as fields are named in it. */
type Def = {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly discriminator?: string;
};

/**
 * The names of the fields that a form knows at a path within it, or null where any name may stand. Where it has several
 * forms, what is written there tells which is meant.
 */
export function fieldsOf(
  schema: z.ZodType,
  path: ToldPath,
  told: Told | undefined,
): readonly string[] | null {
  const def = bare(schema);
  const [key, ...rest] = path;
  if (def.type === "union") {
    const forms = (def.options ?? []).filter((option) => isMeant(option, def.discriminator, told));
    const found = forms.flatMap((option) => [...(fieldsOf(option, path, told) ?? [])]);
    return found.length === 0 ? null : [...new Set(found)];
  }
  if (key === undefined) return def.shape === undefined ? null : Object.keys(def.shape);
  const inner = def.shape?.[key] ?? def.element ?? def.valueType;
  return inner === undefined
    ? null
    : fieldsOf(inner, rest, told === undefined ? undefined : childOf(told, key));
}

function bare(schema: z.ZodType): Def {
  const def = schema._zod.def as unknown as Def; // Which members it has hangs on its type.
  return def.innerType === undefined ? def : bare(def.innerType);
}

/** Whether this form is the one that the written value names; where it names none, each may be. */
function isMeant(option: z.ZodType, discriminator: string | undefined, told: Told | undefined): boolean {
  if (discriminator === undefined || told === undefined) return true;
  const said = childOf(told, discriminator);
  const form = bare(option).shape?.[discriminator];
  return said?.kind !== "scalar" || form === undefined || form.safeParse(said.value).success;
}
