import fc from "fast-check";
import type { Json } from "#core/base/json.ts";
import type { SpanRecord } from "#core/domain/run.ts";

export const TRACE = "ab".repeat(16);

const ORIGIN_US = 1_900_000_000_000_000;

const attributes: fc.Arbitrary<SpanRecord["attributes"]> = fc.record(
  {
    "gen_ai.operation.name": fc.constantFrom("chat", "execute_tool", "invoke_agent", "embeddings"),
    "gen_ai.usage.input_tokens": fc.nat(),
    "gen_ai.usage.output_tokens": fc.nat(),
    "autogenesis.cost.usd": fc.double({ min: 0, max: 10, noNaN: true }),
    "gen_ai.input.messages": fc.string({ unit: "binary" }),
    // As JSON has it: nothing below zero is zero.
    other: fc.json().map((text) => JSON.parse(JSON.stringify(JSON.parse(text))) as Json),
  },
  { requiredKeys: [] },
);

type Drawn = {
  readonly up: number;
  readonly name: string;
  readonly startUs: number;
  readonly durationUs: number | null;
  readonly error: string | null;
  readonly attributes: SpanRecord["attributes"];
};

/** Spans as the world has them: any nesting, any order, ids of any form, open ones, clocks that were set back. */
export function spanRecords(most = 30): fc.Arbitrary<readonly SpanRecord[]> {
  const drawn: fc.Arbitrary<Drawn> = fc.record({
    up: fc.nat(1000),
    name: fc.string({ unit: "grapheme", maxLength: 12 }),
    startUs: fc.integer({ min: 0, max: 5000 }),
    durationUs: fc.option(fc.integer({ min: -5, max: 3000 })),
    error: fc.option(fc.string()),
    attributes,
  });
  return fc
    .tuple(fc.array(drawn, { minLength: 1, maxLength: most }), fc.boolean())
    .map(([spans, isForeign]) => {
      const idOf = (row: number): string =>
        isForeign ? `Span ${row}` : (row + 1).toString(16).padStart(16, "0");
      return spans.map(({ up, startUs, durationUs, ...rest }, row): SpanRecord => {
        const start = ORIGIN_US + startUs;
        // A parent may be missing, or come later.
        const parent = up % 5 === 0 ? null : idOf(up % (spans.length + 2));
        return {
          trace: TRACE,
          span: idOf(row),
          parent,
          kind: row % 2 === 0 ? "client" : "internal",
          startUs: start,
          endUs: durationUs === null ? null : start + durationUs,
          ...rest,
        };
      });
    });
}
