import { createRouterClient } from "@orpc/server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openRuntime, type RuntimeLink } from "#core/app/apart/open-runtime.ts";
import { createServingRouter } from "#core/app/apart/serving-router.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { Author } from "#core/domain/author.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import { openStore } from "#core/store/store.ts";
import { copyWorkspace, makeFolder, makeOrderDesk, openTestWorkspace } from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const { folder, remove } = makeFolder();
let template: string;
beforeAll(async () => {
  template = await makeOrderDesk(folder);
});
afterAll(remove);

/** A runtime whose thread `kill` has die of an error that nobody catches. */
async function openMortal(name: string, survivesFaults: boolean, maxHeapMb?: number) {
  const place = copyWorkspace(template, `${folder}/${name}`);
  const bugs: unknown[] = [];
  const faults: unknown[] = [];
  const link = await openRuntime(
    {
      folder: place,
      host: "test",
      keys: new Map(),
      lent: null,
      survivesFaults,
    },
    {
      onWake: () => undefined,
      onPassing: () => undefined,
      reportBug: (error) => bugs.push(error),
      onFault: (error) => faults.push(error),
      processHost: createNodeProcessHost(),
    },
    maxHeapMb,
  );
  // No key that a person could type: the thread has no answer to it.
  return { place, link, bugs, faults, kill: () => link.putKey("OPENAI_API_KEY", 5 as never) };
}

/** Finding out who it is starts a program. */
const NAMELESS: Author = {
  kind: "person",
  get name(): never {
    throw new Error("It was asked for in this thread.");
  },
};

describe("[W6] who looks", () => {
  it("is found out by the thread that puts it on record, and asked of it once", async () => {
    const { place, link } = await openMortal("nameless", false);
    const reading = openTestWorkspace(copyWorkspace(place, `${place}-read`));
    const context = { ...reading.workspace.contextFor(reading.workspace.person), caller: NAMELESS };
    const client: WorkspaceClient = createRouterClient(createServingRouter(link), { context });
    for (const _look of [1, 2]) await client.data.items({ dataset: "order-desk", split: "validation" });
    const store = openStore(`${place}/workspace.sqlite`, { readOnly: true });
    expect(store.audit.ofType("validation-seen").map(({ body }) => body["what"])).toEqual(["items"]);
    store.close();
    await link.close();
    await reading.close();
  });
});

/** Over a connection of this thread's, as a host has it. */
function clientOf(link: RuntimeLink, place: string) {
  const reading = openTestWorkspace(copyWorkspace(place, `${place}-read`));
  const context = reading.workspace.contextFor(reading.workspace.person);
  const client: WorkspaceClient = createRouterClient(createServingRouter(link), { context });
  return { client, close: reading.close };
}

describe("[W10] a thread that ran and is gone", () => {
  it("fails what waits for it and what comes after by its own code", async () => {
    const { place, link, bugs, kill } = await openMortal("gone", false);
    const { client, close } = clientOf(link, place);
    const waiting = client.runs.evaluate({ split: "train" });
    kill();
    const lost = { code: "REFUSED", data: { code: "runtime-lost" } };
    await expect(waiting).rejects.toMatchObject(lost);
    expect(await link.lost).toMatchObject({
      code: "runtime-lost",
      message: expect.stringContaining("is not") as string,
    });
    await expect(client.sessions.start({})).rejects.toMatchObject(lost);
    await expect(link.noteSeen([{ dataset: "x", what: "y" }])).rejects.toMatchObject({
      code: "runtime-lost",
    });
    expect(bugs).toMatchObject([{ message: expect.stringContaining("is not") as string }]);
    // Closing what is gone keeps nobody waiting.
    await link.close();
    await close();
  });

  it("takes nobody along where it runs out of memory", async () => {
    const { place, link } = await openMortal("full", false, 60);
    const { client, close } = clientOf(link, place);
    const items = Array.from({ length: 90_000 }, (_none, at) =>
      JSON.stringify({ input: `${at} `.repeat(25), expected: `${at}` }),
    );
    const source = { text: items.join("\n") };
    const importing = client.data.import({
      name: "large",
      source,
      format: "jsonl",
      scorer: { type: "exact" },
    });
    await expect(importing).rejects.toMatchObject({ code: "REFUSED", data: { code: "runtime-lost" } });
    expect(await link.lost).toMatchObject({ message: expect.stringContaining("memory") as string });
    expect((await client.history.log({})).length).toBeGreaterThan(0);
    await link.close();
    await close();
  });

  it("[W6] is needed by nothing that reads", async () => {
    const { place, link, kill } = await openMortal("read", false);
    const { client, close } = clientOf(link, place);
    kill();
    await link.lost;
    expect(await client.sessions.list()).toEqual([]);
    expect(await client.branches.list()).toMatchObject([{ session: null }]);
    expect(await client.traces.find({ text: "order" })).toMatchObject({ total: 0 });
    expect((await client.history.log({})).length).toBeGreaterThan(0);
    await link.close();
    await close();
  });

  it("[W6] whoever looks is answered what they looked at before, and nothing that had to be put on record", async () => {
    const { place, link, kill } = await openMortal("looks", false);
    const { client, close } = clientOf(link, place);
    const look = async () => client.data.items({ dataset: "order-desk", split: "validation" });
    await look();
    kill();
    await link.lost;
    expect((await look()).items.length).toBeGreaterThan(0);
    await link.close();
    await close();
  });

  it("goes on where its host survives its own faults, which are told", async () => {
    const { place, link, faults, kill } = await openMortal("survived", true);
    const { client, close } = clientOf(link, place);
    kill();
    await expect
      .poll(() => faults, { timeout: 20_000 })
      .toMatchObject([{ message: expect.stringContaining("is not") as string }]);
    expect(await client.runs.run({ task: "Where is my order 1234?" })).toMatchObject({ success: true });
    await link.close();
    await close();
  });
});
