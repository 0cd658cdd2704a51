import { setImmediate } from "node:timers/promises";
import type { SpanRecord } from "#core/domain/run.ts";
import { spanKeyOf, splitKey } from "#core/domain/spans/key.ts";
import { inJson, type TracePart } from "#core/store/trace-parts.ts";

/**
 * Keys of the spans whose name, error or any attribute holds the text, letter case aside: two numbers for each (`splitKey`).
 * Between parts others get their turn.
 */
export async function searchSpans(
  parts: readonly TracePart[],
  text: string,
): Promise<Uint32Array<ArrayBuffer>> {
  const wanted = text.toLowerCase();
  // What models were told is JSON in a text.
  const forms = [wanted, inJson(wanted)];
  const keys: number[] = [];
  for (const part of parts) {
    if (part.mayHold(wanted)) {
      for (const record of part.records()) {
        if (holds(record, forms)) keys.push(...splitKey(spanKeyOf(record.span)));
      }
    }
    await setImmediate();
  }
  return Uint32Array.from(keys);
}

function holds({ name, error, attributes }: SpanRecord, forms: readonly string[]): boolean {
  const values = Object.values(attributes).map((value) =>
    typeof value === "string" ? value : JSON.stringify(value),
  );
  const texts = [name, error ?? "", ...values];
  return texts.map((text) => text.toLowerCase()).some((text) => forms.some((form) => text.includes(form)));
}
