import type { Json } from "#core/base/json.ts";
import { nameVariable } from "#core/domain/name-variable.ts";

/** "/messages/0/sections/2/text is learnable" as people call the place: "system · rules is learnable". */
export function tellConstraint(content: Json, constraint: string): string {
  const end = constraint.indexOf(" ");
  return nameVariable(content, constraint.slice(0, end)) + constraint.slice(end);
}
