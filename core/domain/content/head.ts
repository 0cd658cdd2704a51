import { z } from "zod";
import type { Json } from "#core/base/json.ts";
import { maskSchema } from "./mask.ts";

/** What the content of every kind begins with. Fields we do not know are kept and are part of the version's id [R2]. */
export const headShape = {
  description: z.string().min(1).max(2000),
  mask: maskSchema,
  metadata: z.record(z.string(), z.unknown()).optional(),
};

/** A JSON Schema 2020-12 document whose top level describes an object. */
export const jsonSchemaSchema = z.looseObject({
  type: z.literal("object"),
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).optional(),
});

/** Any JSON value. */
export const jsonValueSchema = z.json() as unknown as z.ZodType<Json, Json>; // zod's own type of it is mutable.
