import { isJsonObject } from "#core/base/json.ts";
import type { Json, JsonObject } from "#core/base/json.ts";
import type { OrderField } from "#core/practice/model/writing/governed-fields.ts";

/** The smallest parts in which two orders can differ: "customer", "items/PAP-A4#1/unit". Values as canonical text. */
export type Leaves = ReadonlyMap<string, string>;

/** Lines are found by their article, not their place, so that one line too many does not make the others differ. */
export function toLeaves(order: JsonObject): Leaves {
  const leaves = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const [field, value] of Object.entries(order)) {
    if (field !== "items" || !Array.isArray(value)) {
      leaves.set(field, canonical(value));
      continue;
    }
    for (const line of (value as readonly Json[]).filter((each) => isJsonObject(each))) {
      const sku = typeof line["sku"] === "string" ? line["sku"] : "";
      const count = (counts.get(sku) ?? 0) + 1;
      counts.set(sku, count);
      for (const [key, part] of Object.entries(line))
        leaves.set(`items/${sku}#${count}/${key}`, canonical(part));
    }
  }
  return leaves;
}

export function fieldOf(leaf: string): OrderField {
  // Leaves are made from orders, whose keys are these fields; a foreign key matches no convention and does no harm.
  return leaf.split("/", 1)[0] as OrderField;
}

/** The lines of one article belong together, otherwise each part stands for itself. */
export function groupOf(leaf: string): string {
  return leaf.split("#", 1)[0] ?? leaf;
}

/** Keys in a fixed order; 12.5 and 12.50 are one number already. */
function canonical(value: Json): string {
  if (!isJsonObject(value)) return JSON.stringify(value);
  return JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
