import { request as httpRequest } from "node:http";
import { createConnection } from "node:net";
import { gzipSync } from "node:zlib";
import { SpanKind, SpanStatusCode, trace as otel } from "@opentelemetry/api";
import { OTLPTraceExporter as JsonExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtoExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { BasicTracerProvider, SimpleSpanProcessor, type SpanExporter } from "@opentelemetry/sdk-trace-base";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorkspaceApart, type ApartWorkspace } from "#core/app/apart/open-apart.ts";
import type { TraceReceiver } from "#core/app/trace-receiver.ts";
import { assertDefined } from "#core/base/assert.ts";
import { createTraceReceiver } from "#core/host/otlp/receive-traces.ts";
import { makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";
import { bytesField, fixed64Field, pair } from "#test/support/write-wire.ts";

let workspace: ApartWorkspace;
let receiver: TraceReceiver;
let port: number;
const { folder, remove } = makeFolder();
const bugs: unknown[] = [];

beforeAll(async () => {
  let opened: ApartWorkspace | null = null;
  receiver = createTraceReceiver({
    served: () => opened?.served ?? null,
    reportBug: (bug) => bugs.push(bug),
  });
  opened = await openWorkspaceApart({
    folder: await makeOrderDesk(folder),
    host: "test",
    reportBug: (bug) => bugs.push(bug),
    secrets: { find: () => null },
    receiver,
  });
  workspace = assertDefined(opened ?? undefined, "the workspace");
  port = assertDefined(
    (await workspace.client.traces.receive({ isOn: true, port: 0 })).port ?? undefined,
    "a port",
  );
});
afterAll(async () => {
  await receiver.stop();
  await workspace.close();
  remove();
});

type Answer = {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Buffer;
};

async function post(
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
  { path = "/v1/traces", method = "POST" } = {},
): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const sent = httpRequest(
      {
        ...{ host: "127.0.0.1", port, path, method },
        headers: { "content-type": "application/json", ...headers },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, "0");

function json(trace: number, span = 1, name = "step"): string {
  const spans = [
    { traceId: hex(trace, 32), spanId: hex(span, 16), name, startTimeUnixNano: "1900000000000000000" },
  ];
  return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
}

function protobuf(trace: number): Uint8Array {
  const span = [
    ...bytesField(1, Buffer.from(hex(trace, 32), "hex")),
    ...bytesField(2, Buffer.from(hex(1, 16), "hex")),
    ...bytesField(5, "sent"),
    ...fixed64Field(7, 1_900_000_000_000_000_000n),
    ...pair(9, "k", bytesField(1, "v")),
  ];
  return new Uint8Array(bytesField(1, bytesField(2, bytesField(2, span))));
}

const PROTOBUF = { "content-type": "application/x-protobuf" };

/** Everything that the SDK records of a call, by one of its own exporters. */
async function sendBySdk(exporter: SpanExporter): Promise<string> {
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const tracer = provider.getTracer("their.library", "2.1.0");
  const root = tracer.startSpan("invoke_agent helper", {
    attributes: { "gen_ai.operation.name": "invoke_agent" },
  });
  const child = tracer.startSpan(
    "chat m-1",
    {
      kind: SpanKind.CLIENT,
      attributes: {
        "openinference.span.kind": "LLM",
        "llm.token_count.prompt": 7,
        "llm.input_messages.0.message.role": "user",
        "llm.input_messages.0.message.content": "Grüße",
        list: ["a", "b"],
        half: 0.5,
        yes: true,
      },
    },
    otel.setSpan((await import("@opentelemetry/api")).ROOT_CONTEXT, root),
  );
  child.addEvent("retry", { attempt: 2 });
  child.recordException(new Error("it broke"));
  child.setStatus({ code: SpanStatusCode.ERROR, message: "failed there" });
  child.end();
  root.end();
  await provider.forceFlush();
  await provider.shutdown();
  return root.spanContext().traceId;
}

describe("taking traces by OTLP over HTTP", () => {
  it.each([
    ["protobuf", () => new ProtoExporter({ url: `http://localhost:${port}/v1/traces` })],
    ["JSON", () => new JsonExporter({ url: `http://127.0.0.1:${port}/v1/traces` })],
  ])("[T36] keeps whole what OpenTelemetry's own exporter sends as %s", async (_encoding, exporter) => {
    const trace = await sendBySdk(exporter());
    const { tree, isComplete, name } = await workspace.client.traces.show({ trace });
    expect({ isComplete, name, names: tree.map((span) => span.name) }).toEqual({
      isComplete: true,
      name: "invoke_agent helper",
      names: ["invoke_agent helper", "chat m-1"],
    });
    const call = tree[1];
    expect(call).toMatchObject({ kind: "client", error: "failed there", parent: tree[0]?.span });
    expect(call?.attributes).toMatchObject({
      ...{ list: ["a", "b"], half: 0.5, yes: true, "llm.token_count.prompt": 7 },
      "otlp.scope": { name: "their.library", version: "2.1.0" },
      "otlp.events": [{ name: "retry", attributes: { attempt: 2 } }, { name: "exception" }],
      "gen_ai.operation.name": "chat",
      "gen_ai.usage.input_tokens": 7,
    });
    expect(call?.attributes["otlp.resource"]).toHaveProperty(["telemetry.sdk.language"], "nodejs");
  });

  it("[T36] answers in the encoding it was asked in, packed or not, with what could not be kept", async () => {
    expect(await post(json(1))).toMatchObject({ status: 200, body: Buffer.from("{}") });
    expect(await post(gzipSync(json(2)), { "content-encoding": "gzip" })).toMatchObject({ status: 200 });
    const proto = await post(gzipSync(protobuf(3)), { ...PROTOBUF, "content-encoding": "gzip" });
    expect(proto).toMatchObject({ status: 200, body: Buffer.alloc(0) });
    expect(proto.headers["content-type"]).toBe("application/x-protobuf");
    const partial = await post(json(0, 1, "nobody's"));
    expect(JSON.parse(partial.body.toString())).toMatchObject({
      partialSuccess: { rejectedSpans: "1", errorMessage: expect.stringContaining("nobody's") as unknown },
    });
    const partialProto = await post(protobuf(0), PROTOBUF);
    expect(partialProto.status).toBe(200);
    // Field 1 with, in it, field 1 that says 1: one span was not kept.
    expect([partialProto.body[0], partialProto.body[2], partialProto.body[3]]).toEqual([0x0a, 0x08, 1]);
  });

  it.each(["/v1/logs", "/v1/metrics"])("[T36] accepts %s, keeps nothing of it, and says so", async (path) => {
    const answer = await post("{}", {}, { path });
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toContain("are not");
  });

  const BOMB = gzipSync(Buffer.alloc(65 * 1024 * 1024));
  it.each<readonly [string, number, () => Promise<Answer>]>([
    ["what is no JSON", 400, async () => post("{")],
    ["what is no protobuf", 400, async () => post(new Uint8Array([0x0a, 0x7f]), PROTOBUF)],
    ["what is not packed as it says", 400, async () => post("{}", { "content-encoding": "gzip" })],
    ["what unpacks to more than may be", 413, async () => post(BOMB, { "content-encoding": "gzip" })],
    ["what is longer than a request may be", 413, async () => post(Buffer.alloc(17 * 1024 * 1024))],
    ["another form", 415, async () => post("a", { "content-type": "text/plain" })],
    ["another packing", 415, async () => post("{}", { "content-encoding": "br" })],
    ["another path", 404, async () => post("{}", {}, { path: "/v1/profiles" })],
    ["another method", 405, async () => post("", {}, { method: "GET" })],
    ["[T37] a name that is pointed here", 403, async () => post(json(9), { host: `evil.example:${port}` })],
    ["[T37] a page", 403, async () => post(json(9), { origin: "http://localhost:3000" })],
    ["[T37] a page of this machine", 403, async () => post(json(9), { "sec-fetch-site": "same-site" })],
  ])("[T36] refuses %s", async (_what, status, ask) => {
    const before = (await workspace.client.traces.find({})).total;
    expect(await ask()).toMatchObject({ status });
    expect((await workspace.client.traces.find({})).total).toBe(before);
  });

  it("[T36] asks senders to wait where too many come at once, and keeps what they then send", async () => {
    // Bodies that do not come: each holds a place.
    const slow = Array.from({ length: 8 }, () => {
      const socket = createConnection(port, "127.0.0.1");
      socket.on("error", () => undefined);
      socket.write(
        `POST /v1/traces HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n`,
      );
      return socket;
    });
    await expect.poll(async () => (await post(json(20))).status, { timeout: 20_000 }).toBe(429);
    expect((await post(json(20))).headers["retry-after"]).toBe("1");
    for (const socket of slow) socket.destroy();
    await expect.poll(async () => (await post(json(20))).status, { timeout: 20_000 }).toBe(200);
  });

  it("[T37] tells what came in, and is off for good once it is switched off", async () => {
    const { received } = await workspace.client.traces.receiver();
    expect(received.understood.modelCalls).toBe(2);
    expect(received).toMatchObject({
      passedOver: 2,
      refusedSpans: 2,
      understood: { withTokens: 2, withMessages: 2 },
    });
    expect(await workspace.client.traces.receive({ isOn: false })).toMatchObject({ port: null });
    await expect(post(json(30))).rejects.toThrow("ECONNREFUSED");
    expect(bugs).toEqual([]);
  });
});
