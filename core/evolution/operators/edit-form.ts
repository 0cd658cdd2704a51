import { z } from "zod";
import type { Json } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { VariableType } from "#core/domain/variable.ts";

/** What the improver answers about one variable, before its value is read as what the variable holds. */
export type EditReply = { readonly value: Json; readonly summary: string };

const summary = z.string();
const TEXT = z.object({ value: z.string(), summary });
/** Models that keep to a schema write the value itself, others its JSON as text: both say the same. */
const NUMBER = z.object({ value: z.union([z.number(), z.string()]), summary });
const LIST = z.object({ value: z.union([z.array(z.json()), z.string()]), summary });

const FORMS: Readonly<Record<VariableType, z.ZodType<EditReply>>> = {
  text: TEXT,
  code: TEXT,
  enum: TEXT,
  number: NUMBER,
  json: LIST,
};

/** The form in which a variable of the type is asked for. */
export function editFormOf(type: VariableType): z.ZodType<EditReply> {
  return FORMS[type];
}

/** The value as the variable holds it; where it is none of that type, what is wrong, for whoever wrote it. */
export function readEditValue(type: VariableType, value: Json): Result<Json, string> {
  if (type === "number") return readNumber(value);
  if (type !== "json" || typeof value !== "string") return ok(value);
  try {
    return ok(JSON.parse(value) as Json);
  } catch {
    return err("the value is to be JSON, and this text is none");
  }
}

function readNumber(value: Json): Result<Json, string> {
  const read = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof read === "number" && Number.isFinite(read)
    ? ok(read)
    : err("the value is to be a number, written in digits");
}
