import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { JsonObject } from "#core/base/json.ts";
import type { AuthorKind } from "#core/domain/author.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import { clientAs, outcomeOf } from "#test/support/asked-as.ts";
import { dumpRows } from "#test/support/raw-database.ts";
import {
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";
import { attacksOn, type Attack } from "./hostile-doors.ts";

/** Every attack at every door of the contract, by everybody: refused as it should be, with no row of the store changed. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const { folder, remove } = makeFolder();
let desk: TestWorkspace;
let attacks: readonly Attack[];
let other: string;
beforeAll(async () => {
  desk = openTestWorkspace(await makeOrderDesk(folder));
  const { content } = await desk.client.resources.show({ resource: "prompt/order-clerk" });
  attacks = attacksOn(content as JsonObject);
  other = (await desk.client.resources.show({ resource: "tool/todo" })).version;
});
afterAll(async () => {
  await desk.close();
  remove();
});

const OTHERS: readonly AuthorKind[] = ["optimizer", "agent", "client"];
const DOORS = ["commit", "proposal", "preview"] as const;
const rows = () => dumpRows(`${desk.folder}/workspace.sqlite`);

/** What comes over the wire is whatever somebody wrote there. */
function editsOf({ edits }: Attack): AskedEdit[] {
  return edits.map((edit) => {
    const written = edit as Record<string, unknown>;
    return ("version" in written ? { ...written, version: other } : written) as AskedEdit;
  });
}

async function codeAt(door: (typeof DOORS)[number], kind: AuthorKind, attack: Attack): Promise<string> {
  const client = clientAs(desk, kind);
  const edits = editsOf(attack);
  if (door !== "preview")
    return (await outcomeOf(client.resources.change({ edits, as: door, message: "Mine" }))).code;
  const asked = await outcomeOf(client.resources.previewChange({ edits, as: "proposal" }));
  return "answer" in asked ? (asked.answer.refusal?.code ?? "done") : asked.code;
}

it("[S64] nothing that is said of what is done holds a key, and what is refused leaves nothing behind", async () => {
  const { client } = desk;
  const key = `Because of sk-proj-${"a1".repeat(20)}`;
  const [id, session, name] = ["p1", "s1", "prod"];
  const values = [{ resource: "tool/todo" as const, pointer: "/description", value: "Mine." }];
  const edits = [{ type: "step" as const, resource: "tool/todo" as const, step: "deprecate" as const }];
  const before = rows();
  const said = {
    change: await outcomeOf(client.resources.change({ edits, message: key })),
    proposal: await outcomeOf(client.resources.change({ edits, message: key, as: "proposal" })),
    variant: await outcomeOf(client.proposals.derive({ id, values, summary: key })),
    approval: await outcomeOf(client.proposals.approve({ id, override: key })),
    rejection: await outcomeOf(client.proposals.reject({ id, reason: key })),
    "send-back": await outcomeOf(client.proposals.sendBack({ id, reason: key })),
    hint: await outcomeOf(client.sessions.hint({ session, text: key })),
    tag: await outcomeOf(client.tags.set({ name, commit: "head", message: key })),
  };
  expect(Object.entries(said).filter(([, { code }]) => code !== "secret-in-content")).toEqual([]);
  expect(rows()).toEqual(before);
});

it("[S63] nothing is named by a key, and what is refused leaves nothing behind", async () => {
  const { client } = desk;
  const name = `sk-proj-${"a1".repeat(20)}`;
  const source = { text: "input,answer\na,b\n" };
  const { content } = await client.resources.show({ resource: "tool/todo" });
  const resource = `tool/${name}` as const;
  const edits = [{ type: "register" as const, resource, content }];
  const before = rows();
  const named = {
    resource: await outcomeOf(client.resources.change({ edits, message: "Mine" })),
    branch: await outcomeOf(client.branches.create({ name })),
    tag: await outcomeOf(client.tags.set({ name, commit: "head" })),
    dataset: await outcomeOf(client.data.import({ name, source, format: "csv" })),
    token: await outcomeOf(client.tokens.create({ name })),
    connection: await outcomeOf(
      client.connections.save({ name, connection: { baseUrl: "http://127.0.0.1:9/v1" } }),
    ),
  };
  expect(Object.entries(named).map(([what, { code }]) => `${what}: ${code}`)).toEqual([
    ...["resource", "branch", "tag", "dataset", "token"].map((what) => `${what}: secret-in-content`),
    "connection: config-invalid",
  ]);
  expect(rows()).toEqual(before);
  expect(await client.tokens.list()).toEqual([]);
});

it.each(OTHERS)(
  "[R34] an %s gets nothing in that is not theirs, by any door, and leaves nothing behind",
  async (kind) => {
    const before = rows();
    const got = [];
    for (const attack of attacks)
      for (const door of DOORS) got.push([attack.what, door, await codeAt(door, kind, attack)]);
    expect(got).toEqual(attacks.flatMap(({ what, others }) => DOORS.map((door) => [what, door, others])));
    expect(rows()).toBe(before);
  },
);

it("[R34] a person is told what is not for anybody, by any door, and nothing is left of it", async () => {
  const before = rows();
  const refused = attacks.filter(({ person }) => person !== "allowed");
  const got = [];
  for (const attack of refused)
    for (const door of DOORS) got.push([attack.what, door, await codeAt(door, "person", attack)]);
  expect(got).toEqual(refused.flatMap(({ what, person }) => DOORS.map((door) => [what, door, person])));
  expect(rows()).toBe(before);
  for (const attack of attacks.filter(({ person }) => person === "allowed"))
    expect([attack.what, await codeAt("preview", "person", attack)]).toEqual([attack.what, "done"]);
  expect(rows()).toBe(before);
});

it("[R11] none of what was refused is written with what comes after it", async () => {
  const before = new Set(desk.store.versions.ids());
  await desk.client.resources.change({
    edits: [
      {
        type: "set-variables",
        resource: "environment/desk-files",
        values: [{ pointer: "/rules", value: "Tidy up." }],
      },
    ],
    message: "Tidy up",
  });
  const added = desk.store.versions.ids().filter((id) => !before.has(id));
  expect(added.map((id) => desk.store.versions.get(id).resource)).toEqual(["environment/desk-files"]);
  expect(await desk.client.workspace.verify()).toMatchObject({ ok: true });
});

describe("[R34] what is said of a change", () => {
  it("is as free of keys as what is changed", async () => {
    const before = rows();
    const message = "Use sk-proj-abcdefghijklmnopqrstuvwx1234567890ABCDEFGH";
    const edits: AskedEdit[] = [{ type: "step", resource: "tool/todo", step: "deprecate" }];
    const values = [{ pointer: "/description", value: "Other." }];
    const one = { resource: "tool/todo", values } as const;
    const { resources, proposals } = desk.client;
    const codes = [
      await outcomeOf(resources.change({ edits, message })),
      await outcomeOf(resources.change({ edits, message, as: "proposal" })),
      await outcomeOf(resources.setVariables({ ...one, message })),
      await outcomeOf(proposals.propose({ ...one, summary: message })),
    ].map(({ code }) => code);
    expect([codes, rows()]).toEqual([Array(4).fill("secret-in-content"), before]);
  });
});

describe("[R34] what others may do", () => {
  const RULES = "/messages/0/sections/0/text";

  it.each(OTHERS)(
    "an %s proposes what the mask frees, by variable or by update, and commits none of it",
    async (kind) => {
      const client = clientAs(desk, kind);
      const { content } = await client.resources.show({ resource: "prompt/solver" });
      const value = `Solve it for the ${kind}.`;
      const whole = JSON.parse(
        JSON.stringify(content).replace(/Solve the question[^"]*/, `${value} At once.`),
      ) as JsonObject;
      const asked: readonly AskedEdit[] = [
        { type: "set-variables", resource: "prompt/solver", values: [{ pointer: RULES, value }] },
        { type: "update", resource: "prompt/solver", content: whole },
      ];
      for (const edit of asked) {
        const head = desk.store.headBranch.commit();
        const before = rows();
        const commit = await outcomeOf(client.resources.change({ edits: [edit], message: "Mine" }));
        expect([commit.code, rows()]).toEqual(["decision-refused", before]);
        const filed = await client.resources.change({ edits: [edit], message: "Mine", as: "proposal" });
        expect([filed.head, desk.store.headBranch.commit(), filed.commit]).toEqual([head, head, undefined]);
        const shown = await client.proposals.show({ id: filed.proposal! });
        expect(shown).toMatchObject({ status: "draft", author: { kind, name: `the ${kind}` }, steps: [] });
        expect(shown.changes.map(({ path }) => path)).toEqual([RULES]);
        const approve = client.proposals.approve({ id: filed.proposal!, override: "Trust me." });
        expect((await outcomeOf(approve)).code).toBe("decision-refused");
      }
    },
  );
});
