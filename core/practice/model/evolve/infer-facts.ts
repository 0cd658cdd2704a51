import { isJsonObject } from "#core/base/json.ts";
import type { Json } from "#core/base/json.ts";
import { readFacts } from "#core/practice/model/reading/read-facts.ts";
import type { HouseFacts } from "#core/practice/model/reading/read-facts.ts";
import type { ShownTrace } from "./read-blocks.ts";

/**
 * The house's fixed facts, for one who need not have been shown the part of the prompt that says them. A shipping
 * fee can be told from the expected orders: it is what their totals most often have beyond their goods.
 */
export function inferFacts(prompt: string, traces: readonly ShownTrace[]): HouseFacts {
  const stated = readFacts(prompt);
  return stated.shippingFee === null ? { shippingFee: inferFee(traces) } : stated;
}

function inferFee(traces: readonly ShownTrace[]): number | null {
  const counts = new Map<number, number>();
  for (const { expected } of traces) {
    const goods = addGoods(expected["items"]);
    const total = expected["total"];
    if (goods === null || typeof total !== "number" || !isEmpty(expected["discount"])) continue;
    const rest = Math.round((total - goods) * 100) / 100;
    if (rest > 0) counts.set(rest, (counts.get(rest) ?? 0) + 1);
  }
  const [best] = [...counts].toSorted(([a, countA], [b, countB]) =>
    countA === countB ? a - b : countB - countA,
  );
  return best?.[0] ?? null;
}

function addGoods(items: Json | undefined): number | null {
  if (!Array.isArray(items)) return null;
  let goods = 0;
  for (const line of items as readonly Json[]) {
    const [quantity, price] = isJsonObject(line) ? [line["quantity"], line["unitPrice"]] : [];
    if (typeof quantity !== "number" || typeof price !== "number") return null;
    goods += quantity * price;
  }
  return goods;
}

function isEmpty(discount: Json | undefined): boolean {
  return discount === null || discount === undefined || discount === 0;
}
