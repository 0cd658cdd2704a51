import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SpanRecord } from "#core/domain/run.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";
import { openNewWorkspace, type OpenedWorkspace } from "./open-workspace.ts";

let opened: OpenedWorkspace;

beforeAll(async () => {
  opened = await openNewWorkspace({ from: "order-desk", houseSeed: 1 });
});
afterAll(async () => opened.close());

const TASK = "From: Ida Baker\n\nTwo boxes of LG-511 at 6.67, please.";
const KEY = `sk-${"a1B2c3D4e5".repeat(3)}`;

type OtlpSpan = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: ReadonlyArray<{ readonly key: string; readonly value: object }>;
};

function readOtlp(text: string): readonly OtlpSpan[] {
  const { resourceSpans } = JSON.parse(text) as {
    readonly resourceSpans: ReadonlyArray<{
      readonly scopeSpans: ReadonlyArray<{ readonly spans: readonly OtlpSpan[] }>;
    }>;
  };
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

function keep(spans: readonly SpanRecord[]): void {
  const [root] = spans;
  if (root === undefined) return;
  const { store } = opened.workspace.contextFor(opened.workspace.person);
  const head = { id: root.trace, name: root.name, run: null, startedAt: root.startUs / 1000, durationMs: 5 };
  store.atomic(() => store.traces.append(head, spans));
}

function made(trace: string, attributes: SpanRecord["attributes"], count = 1): readonly SpanRecord[] {
  return Array.from({ length: count }, (_, at) => ({
    trace,
    span: (at + 1).toString(16).padStart(16, "0"),
    parent: at === 0 ? null : "1".padStart(16, "0"),
    name: at === 0 ? "invoke_agent other" : "execute_tool step",
    kind: "internal",
    startUs: 1_796_000_000_000_000 + at,
    endUs: 1_796_000_000_000_500 + at,
    error: null,
    attributes,
  }));
}

describe("a trace that leaves", () => {
  // Would catch a span left out between two parts, or an end that is not the span's.
  it("[T42] as OTLP has every span, with the ids and times that it has here", async () => {
    const { traces, runs } = opened.clientOf("person");
    const { trace } = await runs.run({ task: TASK });
    const { name, file } = await traces.export({ trace, format: "otlp" });
    expect(name).toBe(`trace-${trace.slice(0, 12)}.otlp.json`);
    const spans = readOtlp(await file.text());
    const { tree } = await traces.show({ trace });
    const told = tree.map(({ span, parent, startUs, endUs, attributes }) => ({
      ...{ traceId: trace, spanId: span, parentSpanId: parent ?? undefined },
      startTimeUnixNano: BigInt(Math.floor(startUs)),
      endTimeUnixNano: BigInt(Math.floor(endUs ?? 0)),
      keys: Object.keys(attributes),
    }));
    const micros = (nanos: string): bigint => BigInt(nanos) / 1000n;
    expect(
      spans
        .map((span) => ({
          ...{ traceId: span.traceId, spanId: span.spanId, parentSpanId: span.parentSpanId },
          startTimeUnixNano: micros(span.startTimeUnixNano),
          endTimeUnixNano: micros(span.endTimeUnixNano),
          keys: span.attributes.map(({ key }) => key),
        }))
        .toSorted((a, b) => Number(a.startTimeUnixNano - b.startTimeUnixNano)),
    ).toEqual(told);
  });

  it("[T42] of several parts is one request all the same", async () => {
    keep(made("c1".repeat(16), { "gen_ai.operation.name": "execute_tool" }, 1201));
    const { file } = await opened.clientOf("person").traces.export({ trace: "c1c1", format: "otlp" });
    expect(new Set(readOtlp(await file.text()).map(({ spanId }) => spanId)).size).toBe(1201);
  });

  // Would catch a key that came with another program's trace and leaves with it.
  it.each(["otlp", "html"] as const)(
    "[T42] as %s holds no key, wherever in a span one stands",
    async (format) => {
      const trace = format === "otlp" ? "c2".repeat(16) : "c3".repeat(16);
      const inMessage = JSON.stringify([
        { role: "user", parts: [{ type: "text", content: `use ${KEY} now` }] },
      ]);
      const attributes = {
        "http.request.header.authorization": [`Bearer ${KEY}`],
        [`odd ${KEY}`]: 1,
        "gen_ai.input.messages": inMessage,
        "gen_ai.operation.name": "chat",
        deep: { list: [{ key: KEY }] },
      };
      keep(made(trace, attributes).map((span) => ({ ...span, name: `chat ${KEY}`, error: KEY })));
      const { file } = await opened.clientOf("person").traces.export({ trace, format });
      const text = await file.text();
      expect(text).not.toContain(KEY);
      expect(text.split("[key]").length).toBeGreaterThan(6);
      expect(text).toContain("use [key] now");
    },
  );

  it("[T42] is over, and not of a sealed item", async () => {
    const { traces } = opened.clientOf("person");
    keep(made("c4".repeat(16), { [AUTOGENESIS.sealed]: true }));
    await expect(traces.export({ trace: "c4c4", format: "otlp" })).rejects.toMatchObject({
      data: { code: "split-sealed" },
    });
    const { runtime } = opened.workspace.contextFor(opened.workspace.person);
    const attributes = { [AUTOGENESIS.run]: "still going" };
    const root = runtime.tracing
      .record("still going")
      .start({ name: "invoke_agent slow", kind: "internal", attributes });
    await expect(traces.export({ trace: "still going", format: "otlp" })).rejects.toMatchObject({
      data: { code: "unsupported" },
    });
    root.end();
  });

  it("[T43] as a page has its steps and what was said, and says so where there are too many", async () => {
    const { traces, runs } = opened.clientOf("person");
    const { trace } = await runs.run({ task: TASK });
    const { file } = await traces.export({ trace, format: "html" });
    const page = await file.text();
    const data = /<script type="application\/json" id="trace">(.*)<\/script>/.exec(page)?.[1] ?? "";
    const { spans } = JSON.parse(data) as {
      readonly spans: ReadonlyArray<{ readonly depth: number; readonly messages: readonly string[][] }>;
    };
    const { tree } = await traces.show({ trace });
    expect(spans).toHaveLength(tree.length);
    expect(spans.map(({ depth }) => depth)).toEqual(tree.map(({ parent }) => (parent === null ? 0 : 1)));
    expect(spans.flatMap(({ messages }) => messages)).toContainEqual(["user", TASK]);
    keep(made("c5".repeat(16), {}, 20_001));
    await expect(traces.export({ trace: "c5c5", format: "html" })).rejects.toMatchObject({
      data: { code: "unsupported" },
    });
  });
});
