import { afterEach, describe, expect, it } from "vitest";
import { PRIVATE_REQUEST, providerFor, readError, readParts } from "#test/support/openai-client.ts";
import { chunk, startHostile, zeros, type Flood, type HostileServer } from "#test/support/hostile-server.ts";

const MB = 1024 * 1024;
/** What lies in the buffers of two sockets and two streams when the client leaves. */
const BUFFERS = 12 * MB;

let server: HostileServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

const endless =
  (piece: string | Buffer, mostBytes = 500 * MB): Flood =>
  async (write) => {
    const size = Buffer.byteLength(piece);
    for (let sent = 0; sent < mostBytes && (await write(piece)); sent += size);
  };

const FLOODS: readonly (readonly [title: string, flood: Flood, mostBytes: number, said: string])[] = [
  ["a line without an end", endless("x".repeat(64 * 1024)), 1 * MB, "1048576 bytes in one event"],
  [
    "a line of 300 MB that begins well",
    endless(`data: {"a":"${"y".repeat(MB)}`, 300 * MB),
    1 * MB,
    "1048576 bytes in one event",
  ],
  [
    "valid chunks without an end",
    endless(chunk({ content: "" }).repeat(1000)),
    16 * MB,
    "16777216 bytes in one answer",
  ],
  ["comments without an end", endless(": still here\n\n".repeat(5000)), 16 * MB, "1000000 lines"],
  ["empty lines", endless("\n".repeat(64 * 1024)), 2 * MB, "1000000 lines"],
  ["empty lines that end as others do", endless("\r\n".repeat(32 * 1024)), 4 * MB, "1000000 lines"],
  ["numbers of events that never come", endless("id: 7\n\n".repeat(8000)), 8 * MB, "1000000 lines"],
  ["one event of names alone", endless("event: x\n".repeat(7000)), 1 * MB, "10000 lines in one event"],
  ["one event of empty comments", endless(":\r".repeat(30_000)), 1 * MB, "10000 lines in one event"],
  ["one event of empty data", endless("data:\r\n".repeat(9000)), 1 * MB, "10000 lines in one event"],
  ["many small pieces without an end", endless("data: {}\n\n".repeat(5000)), 16 * MB, "250000 pieces"],
  [
    "10,000 tool calls in one turn",
    async (write) => {
      for (let index = 0; index < 10_000; index += 1) {
        const call = { index, id: `c${index}`, function: { name: "f", arguments: "{}" } };
        if (!(await write(chunk({ tool_calls: [call] })))) return;
      }
      await write(chunk({}, "tool_calls"));
    },
    2 * MB,
    "128 tool calls",
  ],
];

describe("an endpoint that sends without measure", () => {
  it.each(FLOODS)(
    "[B10] %s is left, by name, with what was too much",
    async (_title, flood, mostBytes, said) => {
      server = await startHostile(flood);
      const error = await readError(providerFor(server));
      expect({ code: error.code, retryable: error.retryable }).toEqual({
        code: "model-malformed",
        retryable: false,
      });
      expect(error.message).toContain(said);
      expect(server.bytesSent()).toBeLessThan(mostBytes + BUFFERS);
      expect(server.requests()).toBe(1);
    },
  );

  it.each([400, 500])(
    "[B10] an error body of 500 MB (%i) is read as far as it may say something",
    async (status) => {
      server = await startHostile(endless("e".repeat(64 * 1024)), { status });
      const error = await readError(providerFor(server));
      expect(error.message).toContain(String(status));
      expect(server.bytesSent()).toBeLessThan(BUFFERS);
    },
  );

  it.each([
    [200, "model-malformed"],
    [500, "model-unavailable"],
  ] as const)("[B10] a gzip bomb (%i) is counted as it unfolds, and left", async (status, code) => {
    const bomb = await zeros(300 * MB);
    server = await startHostile(endless(bomb, 1), { status, headers: { "content-encoding": "gzip" } });
    expect((await readError(providerFor(server))).code).toBe(code);
  });

  it("[B10] a bomb that keeps to lines is left as soon as one event has too many", async () => {
    const { gzipSync } = await import("node:zlib");
    const bomb = gzipSync(Buffer.from(": 0\n".repeat(10 * MB)));
    server = await startHostile(endless(bomb, 1), { headers: { "content-encoding": "gzip" } });
    expect((await readError(providerFor(server))).message).toContain("10000 lines in one event");
  });

  it("[B10] 100,000 fragments of tool calls are put together without a look at all the others", async () => {
    const FRAGMENTS = 100_000;
    server = await startHostile(async (write) => {
      const head = (index: number) => ({ index, id: `c${index}`, function: { name: "f", arguments: "" } });
      await write(chunk({ tool_calls: Array.from({ length: 100 }, (_, index) => head(index)) }));
      const fragments = Array.from({ length: FRAGMENTS }, (_, at) => ({
        index: at % 100,
        function: { arguments: "1" },
      }));
      for (let at = 0; at < FRAGMENTS; at += 1000)
        await write(chunk({ tool_calls: fragments.slice(at, at + 1000) }));
      await write(chunk({}, "tool_calls"));
    });
    const parts = await readParts(providerFor(server));
    const calls = parts.filter(({ type }) => type === "tool-call");
    expect(calls).toHaveLength(100);
    expect(calls[7]).toMatchObject({ argumentsText: "1".repeat(1000) });
  });

  it("[B10] output beyond the limit that was asked for is cut, and said to be", async () => {
    server = await startHostile(endless(chunk({ content: "one two three four " })));
    const request = { ...PRIVATE_REQUEST, sampling: { maxOutputTokens: 50 } };
    const parts = await readParts(providerFor(server), request);
    const text = parts.map((part) => (part.type === "text-delta" ? part.text : "")).join("");
    expect(text.length).toBeLessThan(2000);
    expect(parts.at(-1)).toMatchObject({ type: "finish", reason: "length", usage: null });
    expect(server.bytesSent()).toBeLessThan(BUFFERS);
  });

  it("[B10] a model that thinks for ever is cut as well: what it thinks is on the bill", async () => {
    server = await startHostile(endless(chunk({ reasoning_content: "hmm well then " })));
    const request = { ...PRIVATE_REQUEST, sampling: { maxOutputTokens: 50 } };
    const parts = await readParts(providerFor(server), request);
    expect(parts).toEqual([expect.objectContaining({ type: "finish", reason: "length" })]);
  });
});
