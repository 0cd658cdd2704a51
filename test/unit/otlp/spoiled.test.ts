import { describe, expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import { readJson } from "#core/otlp/read-json.ts";
import { readProtobuf } from "#core/otlp/read-protobuf.ts";
import type { Sent } from "#core/otlp/sent.ts";
import { toRecords } from "#core/otlp/to-records.ts";
import { translate } from "#core/otlp/translate/translate.ts";
import { toSpanBlock } from "#core/domain/spans/encode.ts";
import { indexTrace } from "#core/domain/said.ts";
import { readPropertySeed } from "#test/support/property-seed.ts";
import { bitsField, bytesField, fixed64Field, pair } from "#test/support/write-wire.ts";

const ROUNDS = 2500;

/** Numbers that follow from a seed (mulberry32). */
function createDice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const ATTRIBUTES = [
  ["gen_ai.operation.name", "chat"],
  ["llm.input_messages.0.message.role", "user"],
  ["llm.input_messages.0.message.content", "hello"],
  ["ai.response.toolCalls", '[{"toolCallId":"c1","toolName":"add","input":{"a":[1,{"b":2}]}}]'],
] as const;

const PROTOBUF = new Uint8Array(
  bytesField(1, [
    ...bytesField(1, pair(1, "service.name", bytesField(1, "shop"))),
    ...bytesField(2, [
      ...bytesField(1, bytesField(1, "library")),
      ...bytesField(2, [
        ...bytesField(1, Buffer.alloc(16, 7)),
        ...bytesField(2, Buffer.alloc(8, 9)),
        ...bytesField(5, "chat"),
        ...bitsField(6, 3),
        ...fixed64Field(7, 1_900_000_000_000_000_000n),
        ...fixed64Field(8, 1_900_000_000_500_000_000n),
        ...ATTRIBUTES.flatMap(([name, value]) => pair(9, name, bytesField(1, value))),
        ...pair(9, "list", bytesField(5, bytesField(1, bitsField(3, 300)))),
        ...bytesField(11, [...fixed64Field(1, 1n), ...bytesField(2, "retry")]),
        ...bytesField(15, bitsField(3, 2)),
      ]),
    ]),
  ]),
);

const JSON_TEXT = JSON.stringify({
  resourceSpans: [
    {
      scopeSpans: [
        {
          spans: [
            {
              traceId: "07".repeat(16),
              spanId: "09".repeat(8),
              name: "chat",
              kind: 3,
              startTimeUnixNano: "1900000000000000000",
              attributes: ATTRIBUTES.map(([key, value]) => ({ key, value: { stringValue: value } })),
              events: [{ timeUnixNano: "1", name: "retry" }],
              status: { code: 2 },
            },
          ],
        },
      ],
    },
  ],
});

/** What happens on the way: a byte is another, some are missing, some come twice, or it ends early. */
function spoil(bytes: Uint8Array, dice: (below: number) => number): Uint8Array {
  let spoiled = Buffer.from(bytes);
  for (let count = dice(4); count >= 0; count -= 1) {
    const at = dice(spoiled.length + 1);
    const to = Math.min(spoiled.length, at + dice(12));
    const [before, some, after] = [spoiled.subarray(0, at), spoiled.subarray(at, to), spoiled.subarray(to)];
    switch (dice(5)) {
      case 0:
        spoiled = Buffer.concat([before, after]);
        break;
      case 1:
        spoiled = Buffer.concat([before, some, some, after]);
        break;
      case 2:
        spoiled = Buffer.from(before);
        break;
      case 3:
        spoiled = Buffer.concat([before, Buffer.from([dice(256), dice(256)]), after]);
        break;
      default:
        spoiled = Buffer.concat([before, Buffer.from(some.map((byte) => byte ^ (1 << dice(8)))), after]);
    }
  }
  return new Uint8Array(spoiled);
}

/** All that is done with spans on their way to be kept. */
function takeIn(sent: Sent): "taken" {
  const records = toRecords(sent).records.map(translate);
  toSpanBlock(records);
  indexTrace(records);
  JSON.stringify(records);
  return "taken";
}

function outcomeOf(work: () => "taken"): string {
  try {
    return work();
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

describe("requests that were spoiled on their way", () => {
  it.each<readonly [string, Uint8Array, (bytes: Uint8Array) => Sent]>([
    ["Protocol Buffers", PROTOBUF, readProtobuf],
    ["JSON", Buffer.from(JSON_TEXT), (bytes) => readJson(Buffer.from(bytes).toString("utf8"))],
  ])("[T31] in %s, are taken or refused by name, and nothing else ever", (_encoding, bytes, read) => {
    const seed = readPropertySeed(process.env["PROPERTY_SEED"]);
    const dice = createDice(seed);
    const outcomes = new Map<string, number>();
    expect(outcomeOf(() => takeIn(read(bytes)))).toBe("taken");
    for (let round = 0; round < ROUNDS; round += 1) {
      const outcome = outcomeOf(() => takeIn(read(spoil(bytes, dice))));
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    expect([...outcomes.keys()].toSorted(), `PROPERTY_SEED=${seed}`).toEqual(["taken", "trace-invalid"]);
  });
});
