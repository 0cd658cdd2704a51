import { MessageChannel } from "node:worker_threads";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import { os, type RouterClient } from "@orpc/server";
import { RPCHandler } from "@orpc/server/message-port";
import { afterEach, describe, expect, it } from "vitest";
import { READS_BYTES, SENDS_BYTES } from "#core/contract/sent-bytes.ts";

const BYTES = Uint8Array.from({ length: 1000 }, (_, at) => at % 256);

const router = {
  some: os.handler(() => ({ blocks: new Blob([BYTES]), next: { part: 3, name: "é\r\n" } })),
  alone: os.handler(() => new Blob([BYTES])),
  none: os.handler(() => ({ blocks: new Blob([]), next: { part: 0, name: "" } })),
  two: os.handler(() => [new Blob([BYTES]), new Blob(["two"])]),
  words: os.handler(() => ({ at: new Date(0) })),
};

let close = (): void => undefined;
afterEach(() => close());

/** A client over a channel of its own, and what came over it. */
function open() {
  const { port1, port2 } = new MessageChannel();
  close = () => port1.close();
  const heard: unknown[] = [];
  port2.on("message", (message) => heard.push(message));
  new RPCHandler(router, SENDS_BYTES).upgrade(port1, { context: {} });
  const client: RouterClient<typeof router> = createORPCClient(new RPCLink({ port: port2, ...READS_BYTES }));
  port1.start();
  port2.start();
  return { client, heard };
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}

describe("an answer with bytes in it", () => {
  it("arrives as it was, with what stands beside the bytes", async () => {
    const { blocks, next } = await open().client.some();
    expect(await bytesOf(blocks)).toEqual(BYTES);
    expect(next).toEqual({ part: 3, name: "é\r\n" });
  });

  it("crosses as the bytes themselves, and not within a form", async () => {
    const { client, heard } = open();
    await client.alone();
    const message = Buffer.from(heard[0] as Uint8Array);
    expect(message.includes("form-data")).toBe(false);
    expect(message.subarray(-BYTES.length)).toEqual(Buffer.from(BYTES));
  });

  it("may have none, or be several, or be words alone", async () => {
    const { client } = open();
    expect((await client.none()).blocks.size).toBe(0);
    const [first, second] = await client.two();
    expect(await bytesOf(first as Blob)).toEqual(BYTES);
    expect(await second?.text()).toBe("two");
    expect(await client.words()).toEqual({ at: new Date(0) });
  });
});
