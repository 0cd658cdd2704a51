import { join } from "node:path";
import { createRouterClient } from "@orpc/server";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { readBuiltIns, type BuiltIns } from "#core/app/built-ins/built-ins.ts";
import { router } from "#core/app/router.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { builtInsWithout, FIRST_TEXT, makeOlderWorkspace, reworded } from "#test/support/older-workspace.ts";
import {
  copyWorkspace,
  makeFolder,
  openTestWorkspace,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

const { folder, remove } = makeFolder();
let withoutRememberer: string;
let withOldReflector: string;
let desk: TestWorkspace;
let made = 0;

/** What ships, with another text of the reflector's. */
function withReflector(words: string): BuiltIns {
  return reworded(readBuiltIns(), "prompt/reflector", words);
}

beforeAll(async () => {
  const seed = { from: "empty" } as const;
  withoutRememberer = await makeOlderWorkspace(join(folder, "a"), seed, builtInsWithout("prompt/rememberer"));
  withOldReflector = await makeOlderWorkspace(join(folder, "b"), seed, withReflector("Of old."));
});
afterEach(async () => desk.close());
afterAll(remove);

function open(from: string, builtIns: BuiltIns = readBuiltIns()): TestWorkspace {
  made += 1;
  desk = openTestWorkspace(copyWorkspace(from, join(folder, `copy-${made}`)), undefined, {
    builtIns: () => builtIns,
  });
  return desk;
}

/** The same workspace, opened by a program that ships this. */
async function reopen({ folder: path, close }: TestWorkspace, builtIns: BuiltIns): Promise<TestWorkspace> {
  await close();
  desk = openTestWorkspace(path, undefined, { builtIns: () => builtIns });
  return desk;
}

async function standings({ client }: TestWorkspace) {
  return (await client.offer.show()).map(({ resource, standing, isLeft }) => ({
    resource,
    standing,
    isLeft,
  }));
}

const REMEMBERER = { resource: "prompt/rememberer", standing: "new", isLeft: false };
const REFLECTOR = { resource: "prompt/reflector", standing: "newer", isLeft: false };

describe("what this version of the program brings", () => {
  it("a new workspace has all of it, and is offered nothing", async () => {
    const path = await makeOlderWorkspace(join(folder, "new"), { from: "empty" }, readBuiltIns());
    expect(await standings(open(path))).toEqual([]);
    await expect(desk.client.offer.take({})).rejects.toMatchObject({ data: { code: "nothing-to-commit" } });
  });

  it("[R17] what an older workspace lacks is offered with its texts, and opening it changes nothing", async () => {
    const { client, store } = open(withoutRememberer);
    const head = store.headBranch.commit();
    const [offered, ...others] = await client.offer.show();
    expect(others).toEqual([]);
    expect(offered).toMatchObject({ ...REMEMBERER, from: null });
    expect(offered?.changes.map(({ path }) => path)).toContain(FIRST_TEXT);
    expect([store.headBranch.commit(), store.commits.ids().length]).toEqual([head, 1]);
  });

  it("[R17] taken, it is one commit of the person's, in use, and undone like any other", async () => {
    const { client, store, workspace } = open(withoutRememberer);
    const { commit } = await client.offer.take({});
    expect(store.commits.get(commit ?? "")).toMatchObject({
      author: workspace.person,
      message: "Bring in what this version ships: prompt/rememberer",
      changes: [{ resource: "prompt/rememberer", from: null, label: "1.0.0", lifecycle: "active" }],
    });
    expect(await standings(desk)).toEqual([]);
    expect(await client.workspace.verify()).toMatchObject({ ok: true });
    await client.history.undo();
    const found = viewAtCommit(store, store.headBranch.commit()).find("prompt/rememberer");
    expect(found?.lifecycle).toBe("archived");
    expect(await standings(desk)).toEqual([]);
  });

  it("[R17] a newer text of what came with the program is offered as what it changes", async () => {
    const { client } = open(withOldReflector);
    const [offered] = await client.offer.show();
    expect(offered).toMatchObject({ ...REFLECTOR, changes: [{ path: FIRST_TEXT }] });
    expect(offered?.changes[0]?.before).toContain("Of old.");
    await client.offer.take({ message: "Newer words" });
    expect(await standings(desk)).toEqual([]);
    expect((await client.history.log({ limit: 1 }))[0]).toMatchObject({
      message: "Newer words",
      changes: [{ resource: "prompt/reflector", label: "1.0.1" }],
    });
  });

  it("[R17] what was taken is still the program's own: the next newer text is offered as well", async () => {
    const { client } = open(withOldReflector);
    await client.offer.take({});
    const newer = await reopen(desk, withReflector("Of tomorrow."));
    expect(await standings(newer)).toEqual([REFLECTOR]);
  });

  it("[R17] what a person changed is left alone, and said so", async () => {
    const { client, store } = open(withOldReflector);
    const values = [{ pointer: FIRST_TEXT, value: "You are ours." }];
    await client.resources.setVariables({ resource: "prompt/reflector", values, message: "Ours" });
    expect(await standings(desk)).toEqual([{ ...REFLECTOR, standing: "changed" }]);
    const head = store.headBranch.commit();
    await expect(client.offer.take({})).rejects.toMatchObject({ data: { code: "nothing-to-commit" } });
    await expect(client.offer.take({ resources: ["prompt/reflector"] })).rejects.toMatchObject({
      data: { code: "not-found" },
    });
    expect(store.headBranch.commit()).toBe(head);
  });

  it("[R17] a person's change of what still ships as it came is nothing to speak of", async () => {
    const { client } = open(withOldReflector, withReflector("Of old."));
    const values = [{ pointer: FIRST_TEXT, value: "You are ours." }];
    await client.resources.setVariables({ resource: "prompt/reflector", values, message: "Ours" });
    expect(await standings(desk)).toEqual([]);
  });

  it("[R17] an older program offers nothing back that the workspace has gone on from", async () => {
    const { client } = open(withOldReflector);
    await client.offer.take({});
    expect(await standings(await reopen(desk, withReflector("Of old.")))).toEqual([]);
  });

  it("[R17] left, it is offered no more until another version ships, and can be taken by its name", async () => {
    const { client } = open(withOldReflector);
    expect(await client.offer.leave({})).toEqual({ left: ["prompt/reflector"] });
    expect(await standings(desk)).toEqual([{ ...REFLECTOR, isLeft: true }]);
    await expect(client.offer.take({})).rejects.toMatchObject({ data: { code: "nothing-to-commit" } });
    expect(await client.workspace.verify()).toMatchObject({ ok: true });
    const newer = await reopen(desk, withReflector("Of tomorrow."));
    expect(await standings(newer)).toEqual([REFLECTOR]);
    const again = await reopen(newer, readBuiltIns());
    await again.client.offer.take({ resources: ["prompt/reflector"] });
    expect(await standings(again)).toEqual([]);
  });

  it.each(["client", "agent", "optimizer"] as const)("[R17] %s neither takes nor leaves it", async (kind) => {
    const { workspace, store } = open(withoutRememberer);
    const client = createRouterClient(router, { context: workspace.contextFor({ kind, name: "x" }) });
    const head = store.headBranch.commit();
    await expect(client.offer.take({})).rejects.toMatchObject({ code: "REFUSED" });
    await expect(client.offer.leave({})).rejects.toMatchObject({ data: { code: "decision-refused" } });
    expect([store.headBranch.commit(), await standings(desk)]).toEqual([head, [REMEMBERER]]);
  });
});
