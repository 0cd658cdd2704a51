import type { Json } from "#core/base/json.ts";
import type { Author } from "#core/domain/author.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { Edit } from "#core/resources/edits.ts";
import { RULES } from "./contents.ts";

/** The people of these tests, and edits of the house (contents.ts) that they and others make. */
export const ADA: Author = { kind: "person", name: "Ada" };
export const SYSTEM: Author = { kind: "system", name: "init" };

/** One word is one token: a limit is easy to see. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => word !== "").length;
}

/** An edit of one variable. */
export function set(resource: ResourceKey, pointer: string, value: Json): Edit {
  return { type: "set-variables", resource, values: [{ pointer, value }] };
}

/** Other code for the adder. */
export function setCode(code: string): Edit {
  return set("tool/adder", "/code", code);
}

/** Other rules between the two locked texts. */
export function setRules(rules: string): Edit {
  return set("prompt/clerk", RULES, `House rules: ${rules} Never invent.`);
}
