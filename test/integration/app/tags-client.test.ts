import { createRouterClient } from "@orpc/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { router } from "#core/app/router.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { AuthorKind } from "#core/domain/author.ts";
import { withRaw } from "#test/support/raw-database.ts";
import {
  copyWorkspace,
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

const made = makeFolder();
let template: string;
let count = 0;
beforeAll(async () => {
  template = await makeOrderDesk(made.folder);
});
afterAll(() => {
  made.remove();
});

/** A workspace of its own for each test, with two commits. */
async function withDesk(work: (desk: TestWorkspace, first: string, second: string) => Promise<void>) {
  count += 1;
  const desk = openTestWorkspace(copyWorkspace(template, `${made.folder}/desk-${count}`));
  try {
    const first = desk.store.headBranch.commit();
    const { head } = await edit(desk.client, "Second.");
    await work(desk, first, head);
  } finally {
    await desk.close();
  }
}

function edit(client: WorkspaceClient, text: string) {
  return client.resources.setVariables({
    resource: "environment/desk-files",
    values: [{ pointer: "/rules", value: text }],
    message: text,
  });
}

function clientFor(desk: TestWorkspace, kind: AuthorKind): WorkspaceClient {
  return createRouterClient(router, { context: desk.workspace.contextFor({ kind, name: `a ${kind}` }) });
}

const refused = (code: string) => ({ data: { code } });

describe("[V20] a tag", () => {
  it("is set, moved and removed, each step with who, when, from where, to where and why", async () => {
    await withDesk(async ({ client, store, workspace }, first, second) => {
      const set = await client.tags.set({ name: "prod", commit: "head~1", message: "First release." });
      expect(set).toMatchObject({ tag: "prod", from: null, to: first, head: second });
      await client.tags.set({ name: "prod", commit: "main", message: "Fewer slips." });
      const again = await client.tags.set({ name: "prod", commit: second, message: "Once more." });
      expect(again).toMatchObject({ operation: null, done: "Tag prod is there already" });
      const { person } = workspace;
      const move = (from: string | null, to: string | null, message: string) =>
        expect.objectContaining({ tag: "prod", from, to, message, by: { ...person } });
      const steps = [move(first, second, "Fewer slips."), move(null, first, "First release.")];
      expect(await client.tags.history({ name: "prod" })).toEqual(steps);
      expect(await client.tags.list()).toEqual([{ name: "prod", commit: second, moved: steps[0] }]);
      // Wherever a commit is named.
      expect(await client.history.show({ commit: "prod" })).toMatchObject({ id: second });
      expect(await client.history.show({ commit: "prod~1" })).toMatchObject({ id: first });
      await client.tags.remove({ name: "prod", message: "Not in use." });
      expect(await client.tags.list()).toEqual([]);
      expect(await client.tags.history()).toEqual([move(second, null, "Not in use."), ...steps]);
      await expect(client.history.show({ commit: "prod" })).rejects.toMatchObject(refused("not-found"));
      expect(store.headBranch.commit()).toBe(second);
      expect(store.events.ofWorkspace("tag-moved").map(({ body }) => body)).toHaveLength(3);
      expect(await client.workspace.verify()).toMatchObject({ ok: true });
      // Set anew under its old name, it is still what the chain says.
      await client.tags.set({ name: "prod", commit: first });
      expect(await client.workspace.verify()).toMatchObject({ ok: true });
    });
  });

  it("goes back by an undo, which undoes nothing else, and says so before", async () => {
    await withDesk(async ({ client, store }, first, second) => {
      await client.tags.set({ name: "prod", commit: first });
      const moved = await client.tags.set({ name: "prod", commit: second });
      const before = store.commits.count();
      expect(await client.history.previewUndo()).toMatchObject({
        operation: { kind: "tag", tag: { name: "prod", from: first, to: second }, seq: moved.operation },
        preview: { resources: [] },
      });
      // Who means the commit that the head is at means no tag.
      await expect(client.history.undo({ commit: second })).rejects.toMatchObject(refused("head-moved"));
      await expect(client.history.undo({ operation: 1 })).rejects.toMatchObject(refused("head-moved"));
      const undone = await client.history.undo({ operation: moved.operation ?? 0 });
      expect(undone).toEqual({ head: second, done: expect.stringMatching(/^Undo: Moved tag prod/) });
      expect(await client.tags.list()).toMatchObject([{ name: "prod", commit: first }]);
      await client.history.undo();
      expect(await client.tags.list()).toEqual([]);
      // A redo goes forward over the steps of tags as over any other.
      expect(await client.history.previewRedo()).toMatchObject({ made: null, operation: { kind: "tag" } });
      await client.history.redo();
      expect(await client.tags.list()).toMatchObject([{ name: "prod", commit: first }]);
      await client.history.redo({ operation: moved.operation ?? 0 });
      expect(await client.tags.list()).toMatchObject([{ name: "prod", commit: second }]);
      await expect(client.history.redo()).rejects.toMatchObject(refused("nothing-to-redo"));
      await client.history.undo();
      await client.history.undo();
      expect(await client.tags.list()).toEqual([]);
      expect([store.headBranch.commit(), store.commits.count()]).toEqual([second, before]);
      expect(store.operations.isUndone(second)).toBe(false);
      // The next one back is the edit.
      expect(await client.history.undo()).toMatchObject({ done: "Undo: Second." });
      await client.tags.set({ name: "prod", commit: first });
      await client.tags.remove({ name: "prod" });
      await client.history.undo();
      expect(await client.tags.list()).toMatchObject([{ name: "prod", commit: first }]);
      expect(await client.workspace.verify()).toMatchObject({ ok: true });
    });
  });

  it("that was moved from another branch since is passed over by an undo, and the log says so", async () => {
    await withDesk(async ({ client, store }, first, second) => {
      await client.branches.create({ name: "try" });
      await client.tags.set({ name: "prod", commit: first });
      await client.branches.switch({ name: "try" });
      await client.tags.set({ name: "prod", commit: second });
      await client.branches.switch({ name: "main" });
      const [set, made] = await client.history.operations({ branch: "main" });
      expect(set).toMatchObject({ kind: "tag", isPassed: true, isNext: false });
      expect(made).toMatchObject({ label: "Second.", isPassed: false, isNext: true });
      await expect(client.history.undo({ operation: set?.seq ?? 0 })).rejects.toMatchObject(
        refused("head-moved"),
      );
      expect(await client.history.undo({ commit: second })).toMatchObject({ done: "Undo: Second." });
      await expect(client.history.undo()).rejects.toMatchObject(refused("nothing-to-undo"));
      expect(await client.tags.list()).toMatchObject([{ commit: second }]);
      // What was undone behind it can be done again, and undone once more.
      expect(await client.history.redo()).toMatchObject({ done: "Redo: Second." });
      expect(await client.history.undo()).toMatchObject({ done: "Undo: Second." });
      // A step of today goes back to where the tag was, not further.
      await client.tags.set({ name: "prod", commit: first });
      await client.history.undo();
      await expect(client.history.undo()).rejects.toMatchObject(refused("nothing-to-undo"));
      expect(await client.tags.list()).toMatchObject([{ commit: second }]);
      expect(store.operations.newestStanding(20, "main").filter(({ isPassed }) => isPassed)).toHaveLength(1);
    });
  });

  it("that cannot go forward again is passed over by a redo", async () => {
    await withDesk(async ({ client }, first, second) => {
      await client.branches.create({ name: "try" });
      await client.tags.set({ name: "prod", commit: first });
      await edit(client, "Third.");
      await client.history.undo();
      await client.history.undo();
      await client.branches.switch({ name: "try" });
      await client.tags.set({ name: "prod", commit: second });
      await client.branches.switch({ name: "main" });
      expect(await client.history.redo()).toMatchObject({ done: "Redo: Third." });
      expect(await client.tags.list()).toMatchObject([{ commit: second }]);
      await client.history.undo();
      expect(await client.history.undo()).toMatchObject({ done: "Undo: Second." });
    });
  });

  it("whose name became a branch's is set by no undo", async () => {
    await withDesk(async ({ client }, first) => {
      await client.tags.set({ name: "prod", commit: first });
      await client.tags.remove({ name: "prod" });
      await client.branches.create({ name: "prod" });
      expect(await client.history.undo()).toMatchObject({ done: "Undo: Second." });
    });
  });

  it("keeps no key in why it was moved, and is not removed by who looked before it moved", async () => {
    await withDesk(async ({ client, store }, first, second) => {
      const message = `because sk-proj-${"Ab3dEf6hIj9kLmNoPqRsTuVwXyZ0123456789AbCdEf"}`;
      await expect(client.tags.set({ name: "prod", commit: first, message })).rejects.toMatchObject(
        refused("secret-in-content"),
      );
      await client.tags.set({ name: "prod", commit: first });
      await expect(client.tags.remove({ name: "prod", message })).rejects.toMatchObject(
        refused("secret-in-content"),
      );
      await expect(client.tags.remove({ name: "prod", expected: second })).rejects.toMatchObject(
        refused("head-moved"),
      );
      expect(store.refs.tags()).toMatchObject([{ name: "prod", commit: first }]);
      await client.tags.remove({ name: "prod", expected: first });
      expect(store.refs.tags()).toEqual([]);
    });
  });

  it("leaves the picture of the history as it is", async () => {
    await withDesk(async ({ client, store }, first, second) => {
      await client.tags.set({ name: "prod", commit: first });
      await client.history.undo();
      const { ids, marks, sources } = store.historySkeleton.read(second);
      expect([ids, [...marks], [...sources]]).toEqual([
        [first, second],
        [0, 0],
        [0, 1],
      ]);
    });
  });

  it.each(["optimizer", "agent", "client", "system"] as const)(
    "is not moved, removed or moved back by: %s",
    async (kind) => {
      await withDesk(async (desk, first) => {
        const other = clientFor(desk, kind);
        const asking = { name: "prod", commit: first, message: "Trust me." };
        await expect(other.tags.set(asking)).rejects.toMatchObject(refused("decision-refused"));
        await desk.client.tags.set(asking);
        const before = [...desk.store.audit.entries()].length;
        await expect(other.tags.set({ ...asking, commit: "head" })).rejects.toMatchObject(
          refused("decision-refused"),
        );
        await expect(other.tags.remove({ name: "prod" })).rejects.toMatchObject(refused("decision-refused"));
        await expect(other.history.undo()).rejects.toMatchObject(refused("decision-refused"));
        expect(desk.store.refs.tags()).toMatchObject([{ name: "prod", commit: first }]);
        expect([...desk.store.audit.entries()]).toHaveLength(before);
      });
    },
  );

  it.each([
    ["main", "ref-exists"],
    ["Main", "ref-exists"],
    ["main/x", "ref-exists"],
    ["PROD", "ref-exists"],
    ["prod/eu", "ref-exists"],
    ["head", "input-invalid"],
    ["abcd12", "input-invalid"],
    ["two words", "input-invalid"],
    ["", "input-invalid"],
    ["-f", "input-invalid"],
    ["prоd", "input-invalid"],
  ])("«%s» is refused by name (%s), and nothing is made", async (name, code) => {
    await withDesk(async ({ client, store }) => {
      await client.tags.set({ name: "prod", commit: "head" });
      const before = store.refs.list();
      await expect(client.tags.set({ name, commit: "head" })).rejects.toMatchObject(refused(code));
      expect(store.refs.list()).toEqual(before);
      // A branch is no tag.
      await expect(client.tags.remove({ name: "main" })).rejects.toMatchObject(refused("not-found"));
      await expect(client.branches.create({ name: "prod" })).rejects.toMatchObject(refused("ref-exists"));
      await expect(client.tags.set({ name: "other", commit: "none" })).rejects.toMatchObject(
        refused("not-found"),
      );
    });
  });

  it("is not moved by who looked at it before somebody else moved it", async () => {
    await withDesk(async ({ client }, first, second) => {
      await client.tags.set({ name: "prod", commit: first, expected: null });
      const late = client.tags.set({ name: "prod", commit: second, expected: null });
      await expect(late).rejects.toMatchObject(refused("head-moved"));
      await client.tags.set({ name: "prod", commit: second, expected: first });
      expect(await client.tags.list()).toMatchObject([{ commit: second }]);
    });
  });

  it.each([
    [
      "moved behind the program's back",
      "UPDATE ref SET commit_id = (SELECT id FROM commits WHERE id <> ref.commit_id LIMIT 1) WHERE kind = 'tag'",
    ],
    ["taken away", "DELETE FROM ref WHERE kind = 'tag'"],
    ["made from nothing", "INSERT INTO ref SELECT 'forged', 'tag', id FROM commits LIMIT 1"],
  ])("%s is found by verify", async (_how, sql) => {
    await withDesk(async ({ client, folder }) => {
      await client.tags.set({ name: "prod", commit: "head" });
      withRaw(`${folder}/workspace.sqlite`, (db) => void db.exec(sql));
      expect(await client.workspace.verify()).toMatchObject({ ok: false, firstBroken: { table: "ref" } });
    });
  });
});
