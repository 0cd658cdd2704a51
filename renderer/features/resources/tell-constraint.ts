import type { Json } from "#core/base/json.ts";
import { nameVariable } from "#core/domain/name-variable.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";

/** "/messages/0/sections/2/text is learnable" as the window calls it: "system · rules may evolve". */
export function tellConstraint(content: Json, constraint: string): string {
  const end = constraint.indexOf(" ");
  const said = constraint.slice(end + 1);
  const told = said === "is learnable" ? resourceStrings.learnable : said;
  return `${nameVariable(content, constraint.slice(0, end))} ${told}`;
}
