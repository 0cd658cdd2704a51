import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import { readFile } from "#core/otlp/files/read-file.ts";
import { toRecords } from "#core/otlp/to-records.ts";

/** Files that the projects which own the forms wrote. */
const SAMPLES = process.env["FORMAT_SAMPLES"] ?? "../shared/data/formats";
const hasSamples = existsSync(join(SAMPLES, "otlp"));

function readAll(bytes: Uint8Array) {
  const all = [...readFile(bytes)].map(toRecords);
  return { records: all.flatMap(({ records }) => records), refused: all.flatMap(({ refused }) => refused) };
}

function codeOf(work: () => unknown): string {
  try {
    work();
    return "read";
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

const span = (name: string, id: string) => ({
  traceId: "5b8efff798038103d269b633813fc60c",
  spanId: id.repeat(16),
  name,
  startTimeUnixNano: "1544712660000000000",
});
const request = (...spans: readonly object[]) => ({ resourceSpans: [{ scopeSpans: [{ spans }] }] });

describe("files of traces", () => {
  it.each([
    ["one request", JSON.stringify(request(span("a", "1"), span("b", "2")), null, 2)],
    ["a list of requests", JSON.stringify([request(span("a", "1")), request(span("b", "2"))])],
    ["lines", `${JSON.stringify(request(span("a", "1")))}\n\n${JSON.stringify(request(span("b", "2")))}\n`],
  ])("[T34] are read as %s, packed or not", (_what, text) => {
    for (const bytes of [Buffer.from(text), gzipSync(text)]) {
      expect(readAll(bytes).records.map(({ name }) => name)).toEqual(["a", "b"]);
    }
  });

  it("[T34] a line that is none is refused by its number, after what came before it", () => {
    const names: string[] = [];
    const read = () => {
      for (const sent of readFile(Buffer.from(`${JSON.stringify(request(span("a", "1")))}\n{"resource`)))
        names.push(...toRecords(sent).records.map(({ name }) => name));
    };
    expect(read).toThrow("line 2");
    expect(names).toEqual(["a"]);
  });

  it.each([
    ["no JSON and no bytes of ours", Buffer.from("Hello")],
    ["JSON of something else", Buffer.from('{"items":[]}')],
    ["a packed file that is cut off", gzipSync(JSON.stringify(request(span("a", "1")))).subarray(0, 40)],
  ])("[T34] refuses by name %s", (_what, bytes) => {
    expect(codeOf(() => [...readFile(bytes)])).toBe("trace-invalid");
  });

  it("[T34] reads what Jaeger downloads: its tree, tags by their type, logs and failures", () => {
    const jaeger = {
      traceID: "ab12",
      spans: [
        {
          traceID: "ab12",
          spanID: "span-2",
          operationName: "call",
          references: [{ refType: "CHILD_OF", traceID: "ab12", spanID: "cd" }],
          startTime: 1_542_666_452_979_001,
          duration: 250,
          tags: [
            { key: "span.kind", type: "string", value: "client" },
            { key: "error", type: "bool", value: "true" },
            { key: "tries", type: "int64", value: "3" },
          ],
          logs: [{ timestamp: 1_542_666_452_979_002, fields: [{ key: "event", value: "retry" }] }],
          processID: "p1",
        },
      ],
      processes: { p1: { serviceName: "shop", tags: [{ key: "host", type: "string", value: "h" }] } },
    };
    const [record] = readAll(Buffer.from(JSON.stringify({ data: [jaeger] }))).records;
    expect(record).toMatchObject({
      trace: "000000000000000000000000000ab12".padStart(32, "0"),
      parent: "00000000000000cd",
      name: "call",
      kind: "client",
      startUs: 1_542_666_452_979_001,
      endUs: 1_542_666_452_979_251,
      error: "failed",
      attributes: {
        tries: 3,
        "jaeger.span_id": "span-2",
        "otlp.from": "jaeger",
        "otlp.resource": { "service.name": "shop", host: "h" },
        "otlp.events": [{ time: "1542666452979002000", name: "retry" }],
      },
    });
  });

  it("[T34] reads what Phoenix exports: spans in a page, in lines, and as rows of a table", () => {
    const context = { trace_id: "5b8efff798038103d269b633813fc60c", span_id: "eee19b7ec3c1b174" };
    const inPage = {
      name: "llm",
      context,
      span_kind: "LLM",
      parent_id: null,
      start_time: "2025-01-02T03:04:05.123456+00:00",
      end_time: "2025-01-02T03:04:06Z",
      status_code: "ERROR",
      status_message: "no",
      attributes: {
        llm: { model_name: "m", input_messages: [{ message: { role: "user", content: "hi" } }] },
      },
    };
    const row = {
      ...{ name: "llm", span_kind: "LLM", status_code: "ERROR", status_message: "no" },
      start_time: "2025-01-02T03:04:05.123456+00:00",
      end_time: "2025-01-02T03:04:06Z",
      "context.trace_id": context.trace_id,
      "context.span_id": context.span_id,
      "attributes.llm.model_name": "m",
      "attributes.llm.input_messages": [{ "message.role": "user", "message.content": "hi" }],
    };
    const [a, b, c] = [JSON.stringify({ data: [inPage] }), JSON.stringify(inPage), JSON.stringify([row])].map(
      (text) => readAll(Buffer.from(text)).records,
    );
    expect(a).toEqual([
      {
        trace: context.trace_id,
        span: context.span_id,
        parent: null,
        name: "llm",
        kind: "internal",
        startUs: 1_735_787_045_123_456,
        endUs: 1_735_787_046_000_000,
        error: "no",
        attributes: {
          "openinference.span.kind": "LLM",
          "llm.model_name": "m",
          "llm.input_messages.0.message.role": "user",
          "llm.input_messages.0.message.content": "hi",
          "otlp.from": "openinference",
          "otlp.kind": 0,
          "otlp.status": { code: 2, message: "no" },
        },
      },
    ]);
    expect([b, c]).toEqual([a, a]);
  });

  it.runIf(hasSamples).each([
    ["otlp/trace.json", 1],
    ["otlp/otlp2jaeger-in.json", null],
    ["otlp/otlp2jaeger-in-error.json", 1],
    ["jaeger/testTrace.json", null],
  ] as const)("[T34] reads %s as its project wrote it", (file, count) => {
    const { records, refused } = readAll(readFileSync(join(SAMPLES, file)));
    expect(refused).toEqual([]);
    expect(records.length).toBeGreaterThan(0);
    if (count !== null) expect(records).toHaveLength(count);
  });
});
