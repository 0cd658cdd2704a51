import { z } from "zod";
import type { Json } from "#core/base/json.ts";
import { jsonValueSchema } from "#core/domain/content/head.ts";

/** What a check compares an output with. */
const CHECK_TYPES = [
  "equals",
  "contains",
  "icontains",
  "contains-any",
  "icontains-any",
  "contains-all",
  "icontains-all",
  "starts-with",
  "regex",
  "is-json",
  "contains-json",
  "javascript",
] as const;

const shared = {
  /** It holds where the comparison does not. */
  not: z.literal(true).optional(),
  /** In the mean; 0 takes part in nothing and can't fail. 1 where it is not said. */
  weight: z.number().min(0).optional(),
  /** What to call it. */
  name: z.string().max(200).optional(),
};

const singleCheckSchema = z.strictObject({
  type: z.enum(CHECK_TYPES),
  /** Text, a list of texts, a JSON value, a JSON Schema or code, as its type has it. */
  value: jsonValueSchema.optional(),
  /** The least score of code that counts as held. */
  threshold: z.number().optional(),
  ...shared,
});
export type SingleCheck = Readonly<z.infer<typeof singleCheckSchema>>;

/** Checks that count as one: all of them have to hold, or their mean has to reach the threshold. */
const checkSetSchema = z.strictObject({
  type: z.literal("set"),
  checks: z.array(singleCheckSchema).min(1).max(500),
  threshold: z.number().optional(),
  ...shared,
});
export type Check = SingleCheck | Readonly<z.infer<typeof checkSetSchema>>;

/** What an item of a dataset with scorer `checks` expects [S38]. */
export const checkListSchema = z.strictObject({
  checks: z
    .array(z.union([singleCheckSchema, checkSetSchema]))
    .min(1)
    .max(500),
  /** With it, the mean decides alone, whatever single checks say. */
  threshold: z.number().optional(),
  /** Values that code in checks may read beside the input's. */
  vars: z.record(z.string(), jsonValueSchema).optional(),
});
export type CheckList = Readonly<z.infer<typeof checkListSchema>>;

/** The list that a value is, or is the JSON text of, as a table has it; null where it is none. */
export function readCheckList(value: Json): CheckList | null {
  const parsed = checkListSchema.safeParse(typeof value === "string" ? parse(value) : value);
  return parsed.success ? parsed.data : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
