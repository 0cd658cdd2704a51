import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorkspaceApart, type ApartWorkspace } from "#core/app/apart/open-apart.ts";
import { assertDefined } from "#core/base/assert.ts";
import { isLocked } from "#core/store/lock.ts";
import { copyWorkspace, makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";

let made: ReturnType<typeof makeFolder>;
let template: string;
beforeAll(async () => {
  made = makeFolder();
  template = await makeOrderDesk(made.folder);
});
afterAll(() => made.remove());

async function open(name: string): Promise<ApartWorkspace> {
  const folder = copyWorkspace(template, `${made.folder}/${name}`);
  const reportBug = (error: unknown): never => {
    throw error;
  };
  const workspace = await openWorkspaceApart({
    folder,
    host: "test",
    reportBug,
    secrets: { find: () => null },
  });
  return assertDefined(workspace ?? undefined, "the workspace");
}

describe("[W13] a workspace whose runtime is not loaded yet", () => {
  it("does what it is asked in the order in which it was asked, and loses nothing of it", async () => {
    const { client, served, close } = await open("asked-at-once");
    const asked = ["one", "two", "three"].map(async (name) => client.branches.create({ name }));
    const session = client.sessions.start({ iterations: 1, seed: 5 });
    const reading = await client.branches.list();
    await Promise.all([...asked, session]);
    const told = served.context.store.events.after(0, null, 500);
    expect(told.flatMap(({ type, body }) => (type === "branch-created" ? [body.branch] : []))).toEqual([
      "one",
      "two",
      "three",
    ]);
    expect(reading.length).toBeGreaterThan(0);
    await client.sessions.stop({ session: (await session).session });
    await close();
  });

  it("has done what it was asked when it closes, and leaves nothing held", async () => {
    const { client, close, paths } = await open("closed-at-once");
    const answers = Promise.allSettled([client.branches.create({ name: "late" }), client.branches.list()]);
    await Promise.all([answers, answers.then(close)]);
    expect((await answers).map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    expect(isLocked(paths.lock)).toBe(false);
  });

  it("closes without ever loading it, and opens again", async () => {
    const first = await open("never-asked");
    const head = (await first.client.workspace.info()).head;
    await first.close();
    const again = assertDefined(
      (await openWorkspaceApart({
        folder: first.paths.folder,
        host: "test",
        reportBug: () => undefined,
        secrets: { find: () => null },
      })) ?? undefined,
      "the workspace, which nobody holds",
    );
    expect((await again.client.workspace.info()).head).toBe(head);
    await again.close();
  });
});
