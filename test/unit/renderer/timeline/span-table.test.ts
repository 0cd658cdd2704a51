import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SpanRecord } from "#core/domain/run.ts";
import { readSpanBlocks } from "#core/domain/spans/columns.ts";
import { toSpanBlock } from "#core/domain/spans/encode.ts";
import { spanKeyOf } from "#core/domain/spans/key.ts";
import { createSpanTable, type SpanTable } from "#renderer/timeline/span-table.ts";
import { createTimelineModel } from "#renderer/timeline/timeline-model.ts";
import { spanRecords } from "#test/support/random-spans.ts";

function tableOf(groups: readonly (readonly SpanRecord[])[]): SpanTable {
  const table = createSpanTable();
  for (const records of groups) for (const block of readSpanBlocks(toSpanBlock(records))) table.add(block);
  return table;
}

/** By span, whatever the order of arrival: where it hangs, when it was, and what is said of it. */
function describeSpans(table: SpanTable): ReadonlyMap<string, unknown> {
  const { parents, startUs, endUs } = table.columns();
  const { tokens, usd } = table.usage();
  return new Map(
    Array.from({ length: table.size() }, (_, row) => {
      const parent = parents[row]!;
      const facts = [table.nameOf(row), table.roleOf(row), table.hasFailed(row), table.isOpen(row)];
      const figures = [startUs[row], endUs[row], tokens[row], usd[row]];
      return [table.idOf(row), [parent === -1 ? null : table.idOf(parent), ...facts, ...figures]] as const;
    }).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Parts of a trace, and the same parts as they may arrive: in another order, some of them twice. */
const arrivals = spanRecords(24).chain((records) =>
  fc
    .tuple(fc.array(fc.nat(3), { minLength: records.length, maxLength: records.length }), fc.array(fc.nat(3)))
    .chain(([partOf, again]) => {
      const parts = [0, 1, 2, 3].map((part) => records.filter((_, row) => partOf[row] === part));
      const sent = [...parts, ...again.map((part) => parts[part]!)];
      return fc
        .shuffledSubarray(sent, { minLength: sent.length, maxLength: sent.length })
        .map((arrived) => ({ records, arrived }));
    }),
);

describe("[T15] spans as they come in", () => {
  it("are the same table in whatever order their parts arrive, and however often", () => {
    fc.assert(
      fc.property(arrivals, ({ records, arrived }) => {
        expect(describeSpans(tableOf(arrived))).toEqual(describeSpans(tableOf([records])));
      }),
    );
  });

  it("each is found by its id and drawn once", () => {
    fc.assert(
      fc.property(arrivals, ({ records, arrived }) => {
        const model = createTimelineModel(tableOf(arrived), { durationMs: 5, isOpen: true });
        const places = records.map(({ span }) => model.placeOfId(span));
        expect(places.toSorted((a, b) => a - b)).toEqual(records.map((_, place) => place));
        expect(places.map((place) => model.nameAt(place))).toEqual(records.map(({ name }) => name));
      }),
    );
  });

  it("one that has ended since takes the place of what was known of it", () => {
    const open: SpanRecord = {
      trace: "ab".repeat(16),
      span: "0".repeat(16),
      parent: null,
      name: "chat",
      kind: "client",
      startUs: 1000,
      endUs: null,
      error: null,
      attributes: {},
    };
    const ended = { ...open, endUs: 1500, error: "Refused.", attributes: { "gen_ai.usage.input_tokens": 9 } };
    const table = tableOf([[open], [ended]]);
    expect([table.size(), table.isOpen(0), table.hasFailed(0), table.usage().tokens[0]]).toEqual([
      1,
      false,
      true,
      9,
    ]);
    expect(table.rowOf(spanKeyOf(open.span))).toBe(0);
  });

  it("many keys that look alike are all told apart", () => {
    const size = 20_000;
    const records = Array.from({ length: size }, (_, row): SpanRecord => ({
      trace: "ab".repeat(16),
      // Their last digits are the same: whatever spreads them must look at the first.
      span: row.toString(16).padStart(8, "0") + "00000000",
      parent: row === 0 ? null : "0".repeat(16),
      name: `step ${row}`,
      kind: "internal",
      startUs: row,
      endUs: row,
      error: null,
      attributes: {},
    }));
    const table = tableOf([records]);
    expect(table.size()).toBe(size);
    expect(records.every(({ span }, row) => table.rowOf(span) === row)).toBe(true);
  });
});
