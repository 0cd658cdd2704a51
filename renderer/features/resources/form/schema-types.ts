import type { JsonObject } from "#core/base/json.ts";

/** What a row of a schema can say of a value; what a schema says beyond that is kept, and edited as JSON. */
export const TYPES = ["string", "number", "integer", "boolean", "array", "object", "any"] as const;
export type RowType = (typeof TYPES)[number];

export function typeOfProperty(property: JsonObject): RowType {
  return TYPES.find((type) => type === property["type"]) ?? "any";
}

/** The property with another type; "any" says nothing of it. */
export function withType(property: JsonObject, type: string): JsonObject {
  const { type: _old, enum: _values, ...rest } = property;
  return type === "any" ? rest : { type, ...rest };
}
