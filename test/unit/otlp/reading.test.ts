import { describe, expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import { readJson } from "#core/otlp/read-json.ts";
import { readProtobuf } from "#core/otlp/read-protobuf.ts";
import { toRecords } from "#core/otlp/to-records.ts";
import { bitsField, bytesField, fixed32Field, fixed64Field, pair, varint } from "#test/support/write-wire.ts";

const TRACE = "5b8efff798038103d269b633813fc60c";
const SPAN = "eee19b7ec3c1b174";
const PARENT = "eee19b7ec3c1b173";
const BEGIN = 1_544_712_660_000_000_000n;

const hex = (digits: string): Buffer => Buffer.from(digits, "hex");

/** A request of one span that uses each field there is. */
const SPAN_FIELDS = [
  ...bytesField(1, hex(TRACE)),
  ...bytesField(2, hex(SPAN)),
  ...bytesField(3, "a=b"),
  ...bytesField(4, hex(PARENT)),
  ...bytesField(5, "chat «ü»"),
  ...bitsField(6, 3),
  ...fixed64Field(7, BEGIN + 1001n),
  ...fixed64Field(8, BEGIN + 1_000_000_000n),
  ...pair(9, "text", bytesField(1, "some")),
  ...pair(9, "no", bitsField(2, 0)),
  ...pair(9, "below", bitsField(3, -7n)),
  ...pair(9, "wide", bitsField(3, 9_223_372_036_854_775_807n)),
  ...pair(9, "half", fixed64Field(4, 0x3fe0000000000000n)),
  ...pair(9, "none", fixed64Field(4, 0x7ff8000000000000n)),
  ...pair(
    9,
    "list",
    bytesField(5, [...bytesField(1, bitsField(3, 1)), ...bytesField(1, bytesField(1, "b"))]),
  ),
  ...pair(9, "map", bytesField(6, pair(1, "k", bitsField(2, 1)))),
  ...pair(9, "bytes", bytesField(7, [1, 2, 3])),
  ...pair(9, "__proto__", bytesField(1, "a name like others")),
  ...bitsField(10, 4),
  ...bytesField(11, [
    ...fixed64Field(1, BEGIN + 5n),
    ...bytesField(2, "exception"),
    ...pair(3, "exception.message", bytesField(1, "it broke")),
  ]),
  ...bytesField(13, [
    ...bytesField(1, hex(TRACE)),
    ...bytesField(2, hex(PARENT)),
    ...pair(4, "why", bitsField(2, 1)),
  ]),
  ...bytesField(15, bitsField(3, 2)),
  ...fixed32Field(16, 257),
];

function request(span: readonly number[]): Uint8Array {
  const scope = bytesField(1, [...bytesField(1, "my.library"), ...bytesField(2, "1.0.0")]);
  const resource = bytesField(1, pair(1, "service.name", bytesField(1, "my.service")));
  const spans = bytesField(2, [...scope, ...bytesField(2, span), ...bytesField(3, "https://scope")]);
  return new Uint8Array(bytesField(1, [...resource, ...spans, ...bytesField(3, "https://resource")]));
}

const RECORD = {
  trace: TRACE,
  span: SPAN,
  parent: PARENT,
  name: "chat «ü»",
  kind: "client",
  startUs: 1_544_712_660_000_001,
  endUs: 1_544_712_661_000_000,
  error: "it broke",
  attributes: Object.fromEntries([
    ["text", "some"],
    ["no", false],
    ["below", -7],
    ["wide", "9223372036854775807"],
    ["half", 0.5],
    ["none", "NaN"],
    ["list", [1, "b"]],
    ["map", { k: true }],
    ["bytes", { bytes: "AQID" }],
    ["__proto__", "a name like others"],
    ["otlp.from", "otlp"],
    ["otlp.resource", { "service.name": "my.service" }],
    ["otlp.resource.schema_url", "https://resource"],
    ["otlp.scope", { name: "my.library", version: "1.0.0", schemaUrl: "https://scope" }],
    [
      "otlp.events",
      [{ time: "1544712660000000005", name: "exception", attributes: { "exception.message": "it broke" } }],
    ],
    ["otlp.links", [{ trace: TRACE, span: PARENT, attributes: { why: true } }]],
    ["otlp.trace_state", "a=b"],
    ["otlp.flags", 257],
    ["otlp.dropped", { attributes: 4 }],
    ["otlp.status", { code: 2, message: "" }],
    ["otlp.nanos", ["1544712660000001001", "1544712661000000000"]],
  ]),
};

function codeOf(work: () => unknown): string {
  try {
    work();
    return "read";
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

describe("spans in Protocol Buffers", () => {
  it("[T30] keeps all that a span was sent with, in its place or under a name of its own", () => {
    expect(toRecords(readProtobuf(request(SPAN_FIELDS)))).toEqual({ records: [RECORD], refused: [] });
  });

  it("[T30] passes over fields that it does not know, and known ones that are laid out otherwise", () => {
    const strange = [
      ...bytesField(99, "later"),
      ...bitsField(98, 1),
      ...fixed32Field(97, 1),
      ...fixed64Field(96, 1n),
      ...bytesField(6, "a kind is no text"),
      ...bitsField(5, 5),
    ];
    expect(toRecords(readProtobuf(request([...SPAN_FIELDS, ...strange])))).toEqual({
      records: [{ ...RECORD, kind: "client" }],
      refused: [],
    });
  });

  it.each([
    ["a length beyond the end", [0x0a, 0x05, 0x00]],
    ["a length that no number holds", [0x0a, ...varint(2n ** 63n)]],
    ["a number that does not end", [0x08, ...Array.from({ length: 11 }, () => 0xff)]],
    ["a number cut off", [0x80]],
    ["a fixed number cut off", [0x09, 1, 2, 3]],
    ["a field without number", [0x02, 0x00]],
    ["a group", [0x0b]],
    ["a form that there is none of", [0x0e]],
  ])("[T31] refuses by name %s", (_what, bytes) => {
    expect(codeOf(() => readProtobuf(new Uint8Array(bytes)))).toBe("trace-invalid");
  });

  it("[T31] refuses values within values beyond a hundred levels, and takes a hundred", () => {
    const nested = (levels: number): number[] => {
      let value = bytesField(1, "deep");
      for (let level = 1; level < levels; level += 1) value = bytesField(5, bytesField(1, value));
      return value;
    };
    const withValue = (value: readonly number[]) => request([...SPAN_FIELDS, ...pair(9, "deep", value)]);
    expect(codeOf(() => readProtobuf(withValue(nested(100))))).toBe("read");
    expect(codeOf(() => readProtobuf(withValue(nested(101))))).toBe("trace-invalid");
    expect(codeOf(() => readProtobuf(withValue(nested(1000))))).toBe("trace-invalid");
  });

  it("[T31] refuses single spans that cannot be told apart or placed, and keeps the others", () => {
    const short = [...bytesField(1, hex("abcd")), ...bytesField(2, hex(SPAN)), ...bytesField(5, "short")];
    const timeless = [
      ...bytesField(1, hex(TRACE)),
      ...bytesField(2, hex(SPAN)),
      ...bytesField(5, "timeless"),
    ];
    const sent = [short, SPAN_FIELDS, timeless].map((span) => readProtobuf(request(span)));
    const { records, refused } = toRecords({
      form: "otlp",
      groups: sent.flatMap(({ groups }) => groups),
      refused: [],
    });
    expect(records).toEqual([RECORD]);
    expect(refused.map(({ name }) => name)).toEqual(["short", "timeless"]);
  });
});

describe("spans in JSON", () => {
  const text = (value: string) => ({ stringValue: value });
  const json = (snake: boolean): string => {
    const span = {
      traceId: TRACE.toUpperCase(),
      spanId: SPAN,
      parentSpanId: PARENT,
      traceState: "a=b",
      name: "chat «ü»",
      kind: snake ? "SPAN_KIND_CLIENT" : 3,
      startTimeUnixNano: "1544712660000001001",
      endTimeUnixNano: snake ? 1_544_712_661_000_000_000 : "1544712661000000000",
      attributes: [
        { key: "text", value: text("some") },
        { key: "no", value: { boolValue: false } },
        { key: "below", value: { intValue: snake ? -7 : "-7" } },
        { key: "wide", value: { intValue: "9223372036854775807" } },
        { key: "half", value: { doubleValue: snake ? "0.5" : 0.5 } },
        { key: "none", value: { doubleValue: "NaN" } },
        { key: "list", value: { arrayValue: { values: [{ intValue: 1 }, text("b")] } } },
        { key: "map", value: { kvlistValue: { values: [{ key: "k", value: { boolValue: true } }] } } },
        { key: "bytes", value: { bytesValue: "AQID" } },
        { key: "__proto__", value: text("a name like others") },
      ],
      droppedAttributesCount: 4,
      events: [
        {
          timeUnixNano: "1544712660000000005",
          name: "exception",
          attributes: [{ key: "exception.message", value: text("it broke") }],
        },
      ],
      links: [{ traceId: TRACE, spanId: PARENT, attributes: [{ key: "why", value: { boolValue: true } }] }],
      status: { code: snake ? "STATUS_CODE_ERROR" : 2 },
      flags: 257,
    };
    const whole = JSON.stringify({
      resourceSpans: [
        {
          resource: { attributes: [{ key: "service.name", value: text("my.service") }] },
          scopeSpans: [
            { scope: { name: "my.library", version: "1.0.0" }, spans: [span], schemaUrl: "https://scope" },
          ],
          schemaUrl: "https://resource",
        },
      ],
    });
    if (!snake) return whole;
    return whole.replaceAll(
      /"([a-z]+[A-Z]\w*)":/g,
      (_all, name: string) => `"${name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}":`,
    );
  };

  it.each([false, true])(
    "[T30] comes to the same record as in Protocol Buffers (as snake_case: %s)",
    (snake) => {
      expect(toRecords(readJson(json(snake)))).toEqual({ records: [RECORD], refused: [] });
    },
  );

  it.each([
    ["no JSON", "{"],
    ["a list", "[]"],
    ["another object", '{"spans":[]}'],
    ["a list that is none", '{"resourceSpans":{}}'],
  ])("[T31] refuses by name %s", (_what, body) => {
    expect(codeOf(() => readJson(body))).toBe("trace-invalid");
  });

  it("[T31] refuses values within values beyond a hundred levels", () => {
    const value = `${'{"arrayValue":{"values":['.repeat(20_000)}{"intValue":1}${"]}}".repeat(20_000)}`;
    const body = `{"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[{"key":"a","value":${value}}]}]}]}]}`;
    expect(codeOf(() => readJson(body))).toBe("trace-invalid");
  });
});
