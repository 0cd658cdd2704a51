import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { checksumOf, HEADER, HEADER_BYTES, layOut, readSpanBlocks } from "#core/domain/spans/columns.ts";
import { toSpanBlock } from "#core/domain/spans/encode.ts";
import { roleOf, usageOf } from "#core/domain/spans/facts.ts";
import { spanKeyOf } from "#core/domain/spans/key.ts";
import { spanRecords } from "#test/support/random-spans.ts";
import { toDrawnSpans, type DrawnSpan } from "#test/support/read-spans.ts";

/** What of a span is drawn, read off it directly. */
function drawnOf(record: SpanRecord): DrawnSpan {
  const usage = usageOf(record);
  return {
    span: spanKeyOf(record.span),
    parent: record.parent === null ? null : spanKeyOf(record.parent),
    name: record.name,
    role: roleOf(record),
    startUs: record.startUs,
    endUs: record.endUs,
    hasFailed: record.error !== null,
    tokens: usage === null ? null : usage.inputTokens + usage.outputTokens,
    usd: usage === null ? null : usage.usd,
  };
}

function join(blocks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(blocks));
}

function codeOf(work: () => unknown): string {
  try {
    work();
    return "read";
  } catch (error) {
    return error instanceof AppError ? error.code : `other: ${String(error)}`;
  }
}

const SPANS: readonly SpanRecord[] = Array.from({ length: 3 }, (_, row) => ({
  trace: "ab".repeat(16),
  span: row.toString(16).padStart(16, "0"),
  parent: row === 0 ? null : "0".repeat(16),
  name: row === 0 ? "invoke_agent a" : "chat",
  kind: "internal",
  startUs: 1_900_000_000_000_000 + row,
  endUs: null,
  error: null,
  attributes: row === 0 ? {} : { "gen_ai.usage.input_tokens": 7 },
}));

describe("[T15] spans as columns", () => {
  it("say of every span what it says itself, however many blocks they stand in", () => {
    fc.assert(
      fc.property(fc.array(spanRecords(), { minLength: 1, maxLength: 4 }), (groups) => {
        const read = readSpanBlocks(join(groups.map(toSpanBlock)));
        expect(read.map(toDrawnSpans)).toEqual(groups.map((records) => records.map(drawnOf)));
      }),
    );
  });

  it("a block of no spans is one, and no bytes are no blocks", () => {
    expect(readSpanBlocks(toSpanBlock([])).map(({ count }) => count)).toEqual([0]);
    expect(readSpanBlocks(new Uint8Array())).toEqual([]);
  });

  it("are read wherever they lie in memory", () => {
    const block = toSpanBlock(SPANS);
    const shifted = new Uint8Array(block.length + 3);
    shifted.set(block, 3);
    const [read] = readSpanBlocks(shifted.subarray(3));
    expect(read === undefined ? [] : toDrawnSpans(read)).toEqual(SPANS.map(drawnOf));
  });
});

describe("[T16] a block that is not what was written", () => {
  const whole = toSpanBlock(SPANS);

  it("is damaged wherever it is cut off", () => {
    const codes = Array.from({ length: whole.length - 1 }, (_, at) =>
      codeOf(() => readSpanBlocks(whole.slice(0, at + 1))),
    );
    expect(new Set(codes)).toEqual(new Set(["workspace-damaged"]));
  });

  it("is damaged whichever bit of it is turned", () => {
    const codes = Array.from({ length: whole.length * 8 }, (_, bit) => {
      const turned = whole.slice();
      turned[bit >> 3]! ^= 1 << (bit & 7);
      return codeOf(() => readSpanBlocks(turned));
    });
    expect(new Set(codes)).toEqual(new Set(["workspace-damaged"]));
  });

  it("is damaged with anything behind it that is no block", () => {
    expect(codeOf(() => readSpanBlocks(join([whole, new Uint8Array(8)])))).toBe("workspace-damaged");
  });

  const places = layOut(SPANS.length, 2, 1);
  const FORGED: ReadonlyArray<readonly [title: string, forge: (view: DataView) => void]> = [
    ["a time that is none", (view) => view.setFloat64(places.startUs, NaN, true)],
    ["an end that never comes", (view) => view.setFloat64(places.endUs, Infinity, true)],
    ["tokens below nothing", (view) => view.setFloat64(places.tokens, -4, true)],
    ["a name that it does not hold", (view) => view.setUint32(places.nameOf, 2, true)],
    ["a role that there is not", (view) => view.setUint8(places.roleOf, 200)],
    ["usage of a span that it does not hold", (view) => view.setUint32(places.usageRows, 3, true)],
    ["names that are no list", (view) => view.setUint16(places.names, 0x7b, true)],
    ["more spans than it can hold", (view) => view.setUint32(HEADER.spans * 4, 2 ** 31, true)],
    ["more usage than spans", (view) => view.setUint32(HEADER.usage * 4, 4, true)],
    ["more names than bytes", (view) => view.setUint32(HEADER.nameUnits * 4, 2 ** 30, true)],
    ["a length of its beginning alone", (view) => view.setUint32(HEADER.bytes * 4, HEADER_BYTES, true)],
  ];
  it.each(FORGED)("is damaged though its checksum was made to fit: %s", (_title, forge) => {
    const forged = whole.slice();
    forge(new DataView(forged.buffer));
    const words = new Uint32Array(forged.buffer);
    words[HEADER.checksum] = checksumOf(words);
    expect(codeOf(() => readSpanBlocks(forged))).toBe("workspace-damaged");
  });
});
