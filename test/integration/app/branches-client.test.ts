import { createRouterClient } from "@orpc/server";
import { router } from "#core/app/router.ts";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  copyWorkspace,
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";
import { withRaw } from "#test/support/raw-database.ts";

const { folder, remove } = makeFolder();
let template: string;
let desk: TestWorkspace;

beforeAll(async () => {
  template = await makeOrderDesk(folder);
  desk = openTestWorkspace(copyWorkspace(template, join(folder, "desk")));
});
afterAll(async () => {
  await desk.close();
  remove();
});

const refused = (code: string) => ({ data: { code } });

async function edit({ client }: TestWorkspace, text: string): Promise<string> {
  const done = await client.resources.setVariables({
    resource: "environment/desk-files",
    values: [{ pointer: "/rules", value: text }],
    message: text,
  });
  return done.head;
}

describe("[S19] a branch", () => {
  it("begins at a commit, is shown when asked, and takes the edits, undo and head of whoever looks at it", async () => {
    const { client, store } = desk;
    const first = store.headBranch.commit();
    const second = await edit(desk, "On main.");
    await client.branches.create({ name: "try/1", at: "head~1" });
    expect(await client.branches.list()).toEqual([
      { name: "main", head: second, commits: 2, isCurrent: true, session: null, waiting: 0 },
      { name: "try/1", head: first, commits: 1, isCurrent: false, session: null, waiting: 0 },
    ]);
    expect(await client.branches.switch({ name: "try/1" })).toMatchObject({ head: first });
    expect(await client.workspace.info()).toMatchObject({ branch: "try/1", head: first });
    const third = await edit(desk, "On try.");
    expect(store.commits.get(third).parents).toEqual([first]);
    expect((await client.history.log({})).map(({ id }) => id)).not.toContain(second);
    expect((await client.history.log({ from: "main", limit: 1 }))[0]?.id).toBe(second);
    await client.history.undo();
    await expect(client.history.undo()).rejects.toMatchObject(refused("nothing-to-undo"));
    expect([store.refs.headOf("main"), store.commits.get(store.refs.headOf("try/1")).state]).toEqual([
      second,
      store.commits.get(first).state,
    ]);
    await client.branches.switch({ name: "main" });
    expect(await client.history.undo()).toMatchObject({ done: "Undo: On main." });
    const types = store.events.after(0, null, 100).map(({ type }) => type);
    expect(types.filter((type) => type.startsWith("branch"))).toEqual([
      "branch-created",
      "branch-switched",
      "branch-switched",
    ]);
    expect(await client.workspace.verify()).toMatchObject({ ok: true });
  });

  it.each([
    ["main", "ref-exists"],
    ["Main", "ref-exists"],
    ["main/x", "ref-exists"],
    ["try", "ref-exists"],
    ["v1", "ref-exists"],
    ["head", "input-invalid"],
    ["abcd", "input-invalid"],
    ["two words", "input-invalid"],
    ["", "input-invalid"],
  ])("«%s» is refused by name (%s), and nothing is made", async (name, code) => {
    const { client, store } = desk;
    if (store.refs.find("v1") === null) {
      const commit = store.headBranch.commit();
      store.durable(() => {
        store.refs.set({ name: "v1", kind: "tag", commit });
        store.audit.append({ at: 1, type: "ref", body: { name: "v1", kind: "tag", from: null, to: commit } });
      });
    }
    const before = store.refs.list();
    await expect(client.branches.create({ name })).rejects.toMatchObject(refused(code));
    expect(store.refs.list()).toEqual(before);
    // A tag is no branch, and neither is what is not there.
    await expect(client.branches.switch({ name: "v1" })).rejects.toMatchObject(refused("not-found"));
    await expect(client.branches.switch({ name: "elsewhere" })).rejects.toMatchObject(refused("not-found"));
  });

  it("a proposal of a person is filed, measured and waits where the person was, whatever is shown since", async () => {
    const { client } = desk;
    await client.branches.create({ name: "mine" });
    await client.branches.switch({ name: "mine" });
    const filed = await client.proposals.propose({
      resource: "environment/desk-files",
      values: [{ pointer: "/rules", value: "Mine." }],
      summary: "Mine",
    });
    await client.branches.switch({ name: "main" });
    await edit(desk, "Main moves on.");
    expect(filed).toMatchObject({ branch: "mine", isStale: false });
    expect(await client.proposals.show({ id: filed.id })).toMatchObject({ branch: "mine", obstacle: null });
    expect(await client.proposals.list({ branch: "main" })).toEqual([]);
    expect(await client.sessions.show({ session: filed.session ?? "" })).toMatchObject({ branch: "mine" });
  });
});

it("[S19] an undo may name the branch that it is of", async () => {
  const { client, store } = desk;
  await client.branches.create({ name: "named" });
  await client.branches.switch({ name: "named" });
  await edit(desk, "On the named one.");
  await client.branches.switch({ name: "main" });
  const main = store.refs.headOf("main");
  await client.history.undo({ branch: "named" });
  expect([store.refs.headOf("main"), store.commits.get(store.refs.headOf("named")).state]).toEqual([
    main,
    store.commits.get(main).state,
  ]);
  await expect(client.history.undo({ branch: "elsewhere" })).rejects.toMatchObject(refused("not-found"));
});

describe("[S26] what is done on a branch that is not shown", () => {
  /** `aside` edits what main edits too, and main is shown. */
  async function twoBranches(): Promise<{
    readonly own: TestWorkspace;
    readonly close: () => Promise<void>;
  }> {
    const own = openTestWorkspace(copyWorkspace(template, join(folder, `two-${(copies += 1)}`)));
    await own.client.branches.create({ name: "aside" });
    await edit(own, "Main's.");
    return { own, close: async () => own.close() };
  }
  let copies = 0;
  const resource = "environment/desk-files";
  const values = [{ pointer: "/rules", value: "Written elsewhere." }];

  it("is an edit, refused where that branch has another version than was read", async () => {
    const { own, close } = await twoBranches();
    const { client, store } = own;
    const seen = (await client.resources.show({ resource, at: "aside" })).version;
    const shown = (await client.resources.show({ resource })).version;
    const main = store.refs.headOf("main");
    const asked = { branch: "aside", resource, values, message: "Elsewhere." } as const;
    await expect(client.resources.setVariables({ ...asked, base: shown })).rejects.toMatchObject(
      refused("head-moved"),
    );
    const { head } = await client.resources.setVariables({ ...asked, base: seen });
    expect([store.refs.headOf("main"), store.refs.headOf("aside")]).toEqual([main, head]);
    const versions = await client.resources.versions({ resource, at: "aside" });
    expect(versions.map(({ message }) => message)[0]).toBe("Elsewhere.");
    expect((await client.resources.versions({ resource })).map(({ message }) => message)[0]).toBe("Main's.");
    await close();
  });

  it("is a proposal, which waits there", async () => {
    const { own, close } = await twoBranches();
    const filed = await own.client.proposals.propose({ branch: "aside", resource, values, summary: "Mine" });
    expect(filed).toMatchObject({ branch: "aside", base: own.store.refs.headOf("aside") });
    await close();
  });

  it("is a restore: what it would do is read there, and it is refused on another head than that", async () => {
    const { own, close } = await twoBranches();
    const { client, store } = own;
    const first = store.refs.headOf("aside");
    const asked = { branch: "aside", commit: first } as const;
    expect((await client.history.previewRollback(asked)).resources).toEqual([]);
    await client.resources.setVariables({ branch: "aside", resource, values, message: "Elsewhere." });
    const preview = await client.history.previewRollback(asked);
    expect([preview.head, preview.resources.length]).toEqual([store.refs.headOf("aside"), 1]);
    await expect(client.history.rollback({ ...asked, base: first })).rejects.toMatchObject(
      refused("head-moved"),
    );
    const main = store.refs.headOf("main");
    await client.history.rollback({ ...asked, base: preview.head });
    expect([store.refs.headOf("main"), store.commits.get(store.refs.headOf("aside")).state]).toEqual([
      main,
      store.commits.get(first).state,
    ]);
    await close();
  });

  it("is an undo of what was meant and nothing else, found however much is done elsewhere", async () => {
    const { own, close } = await twoBranches();
    const { client } = own;
    const asked = { branch: "aside", resource, message: "Elsewhere." } as const;
    const meant = (await client.resources.setVariables({ ...asked, values })).head;
    for (let each = 0; each < 12; each += 1) await edit(own, `Main's ${each}.`);
    expect((await client.history.previewUndo({ branch: "aside" }))?.operation).toMatchObject({
      after: meant,
      isNext: true,
    });
    const listed = await client.history.operations({ branch: "aside", limit: 10 });
    expect(listed.map(({ after }) => after)).toEqual([meant]);
    const next = (await client.history.operations({})).filter(({ isNext }) => isNext);
    expect(next.map(({ branch, label }) => [branch, label])).toEqual([
      ["main", "Main's 11."],
      ["aside", "Elsewhere."],
    ]);
    await edit(own, "Main's last.");
    await expect(client.history.undo({ commit: meant })).rejects.toMatchObject(refused("head-moved"));
    await client.history.undo({ branch: "aside", commit: meant });
    expect(await client.history.previewUndo({ branch: "aside" })).toBeNull();
    expect((await client.history.operations({ branch: "aside" })).map(({ isUndone }) => isUndone)).toEqual([
      false,
      true,
    ]);
    await close();
  });
});

it("[S19] branches are for people: no program makes or shows one", async () => {
  const { workspace, store } = desk;
  const program = createRouterClient(router, {
    context: workspace.contextFor({ kind: "client", name: "a program" }),
  });
  const before = store.refs.list();
  await expect(program.branches.create({ name: "theirs" })).rejects.toMatchObject(
    refused("decision-refused"),
  );
  await expect(program.branches.switch({ name: "named" })).rejects.toMatchObject(refused("decision-refused"));
  expect([store.refs.list(), store.headBranch.name()]).toEqual([before, "main"]);
});

it("[S23] a call that began on one branch ends on it, whatever is shown by then", async () => {
  const { client, store } = desk;
  await client.branches.create({ name: "aside" });
  const before = store.refs.headOf("aside");
  const resource = "environment/desk-files";
  const values = [{ pointer: "/rules", value: "Begun on main as well." }];
  const ways = [
    async () => await edit(desk, "Begun on main."),
    async () =>
      (
        await client.resources.change({
          edits: [{ type: "set-variables", resource, values }],
          message: "Begun on main as well",
        })
      ).head,
    async () =>
      (
        await client.files.apply({
          files: [{ path: "prompts/greeter.md", text: "---\ndescription: Greets.\n---\nGreet {{name}}.\n" }],
        })
      ).head,
  ];
  // A part of the contract is loaded by the first call of it; which of two first calls is answered first nobody says.
  await client.files.export({});
  for (const way of ways) {
    const editing = way();
    await client.branches.switch({ name: "aside" });
    const edited = await editing;
    expect(store.refs.headOf("main")).toBe(edited);
    expect(store.refs.headOf("aside")).toBe(before);
    await client.branches.switch({ name: "main" });
  }
});

describe("[S20] which branch is shown", () => {
  it("is vouched for by the audit chain: one that nobody switched to is found", async () => {
    const place = copyWorkspace(template, join(folder, "forged"));
    const made = openTestWorkspace(place);
    await made.client.branches.create({ name: "try" });
    await made.close();
    withRaw(join(place, "workspace.sqlite"), (db) =>
      db.exec("UPDATE meta SET value = 'try' WHERE key = 'head-branch'"),
    );
    const forged = openTestWorkspace(place);
    expect(await forged.client.workspace.verify()).toMatchObject({
      ok: false,
      firstBroken: { table: "meta", id: "head-branch" },
    });
    await forged.close();
  });
});
