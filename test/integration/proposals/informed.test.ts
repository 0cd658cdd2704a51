import { createRouterClient } from "@orpc/server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createInformedCheck } from "#core/proposals/informed.ts";
import { router } from "#core/app/router.ts";
import { assertDefined } from "#core/base/assert.ts";
import { getAt } from "#core/base/json.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { RULES, ruleFor } from "#test/support/marble-model.ts";
import { openMarbleDesk, startMarbles } from "#test/support/marble-workspace.ts";
import { waitForEnd } from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const { desk, server, close } = await openMarbleDesk();
const { client } = desk;
afterAll(close);

/** A session that waits for a decision about its first proposal, of which nobody has looked at anything yet. */
beforeAll(async () => {
  await waitForEnd(client, await startMarbles(desk, server, { approve: "ask" }));
});

function seen() {
  return desk.store.audit.ofType("validation-seen").map(({ body }) => body);
}

async function derive(text: string) {
  const { content } = await client.resources.show({ resource: RULES.resource });
  const value = `${String(getAt(content, RULES.pointer))}\n${text}`;
  return client.proposals.derive({ id: "1", values: [{ ...RULES, value }], summary: text });
}

/** Whether the session's first proposal would be marked, had it been made now. */
function wouldBeInformed(): boolean {
  const now = desk.workspace.contextFor(desk.workspace.person).clock.now();
  const proposal = assertDefined(desk.store.proposals.find("1"), "the first proposal");
  return createInformedCheck(desk.store)({ ...proposal, createdAt: now });
}

describe("what a person saw of validation items", () => {
  it("[A11] is nothing before anybody looked: not even a variant by hand is marked", async () => {
    expect([seen(), (await derive(ruleFor("blue"))).isInformed]).toEqual([[], false]);
    await client.sessions.hint({ session: "1", text: "Look at the colours." });
    expect(wouldBeInformed()).toBe(false);
  });

  it("[A11] is nothing where a search finds none of them", async () => {
    const search = { dataset: "marbles", split: "validation", text: "no such words" } as const;
    expect((await client.data.items(search)).total).toBe(0);
    expect(seen()).toEqual([]);
  });

  it("[A11] is on record once for each thing seen, and only of people", async () => {
    const context = desk.workspace.contextFor({ kind: "system", name: "loop" });
    const other: WorkspaceClient = createRouterClient(router, { context });
    await other.proposals.show({ id: "1" });
    const { rows } = await client.traces.find({ split: "validation", limit: 1 });
    const { trace } = assertDefined(rows[0], "a run on a validation item");
    await expect(other.traces.timeline({ trace })).rejects.toMatchObject({ data: { code: "split-sealed" } });
    expect(seen()).toEqual([]);
    for (const _ of [1, 2]) {
      await client.data.items({ dataset: "marbles", split: "validation", limit: 1 });
      await client.data.items({ dataset: "marbles", split: "train", limit: 1 });
      await client.proposals.show({ id: "1" });
      await client.sessions.matrix({ session: "1" });
      await client.traces.timeline({ trace });
    }
    const by = desk.workspace.person.name;
    expect(seen()).toEqual([
      { dataset: "marbles", what: "items", by },
      { dataset: "marbles", what: "flips of proposal 1", by },
      { dataset: "marbles", what: "matrix of session 1", by },
      { dataset: "marbles", what: "traces", by },
    ]);
    expect(await client.workspace.verify()).toMatchObject({ ok: true });
  });

  it("[A11] marks the variants, hints and reasons that follow, and no proposal from before", async () => {
    expect([(await derive(ruleFor("red"))).isInformed, wouldBeInformed()]).toEqual([true, false]);
    await client.sessions.hint({ session: "1", text: "It is the red ones." });
    expect(wouldBeInformed()).toBe(true);
    const marks = (await client.proposals.list({})).map(({ id, isInformed }) => [id, isInformed]);
    expect(marks).toEqual([
      ["3", true],
      ["2", false],
      ["1", false],
    ]);
  });

  it("[A11] counts in the wear of the set, beside its assessments", async () => {
    expect((await client.proposals.show({ id: "1" })).assessment?.wear).toBe(2);
  });
});

it("[A11] the reason for which a person refused is told to the proposer, so it marks what follows", async () => {
  const started = await startMarbles(desk, server, { approve: "ask" });
  const { session } = await waitForEnd(client, started);
  const [waiting] = await client.proposals.list({ session });
  const proposal = assertDefined(desk.store.proposals.find(waiting?.id ?? ""), "its proposal");
  const later = () => createInformedCheck(desk.store)({ ...proposal, createdAt: Number.MAX_SAFE_INTEGER });
  expect(later()).toBe(false);
  await client.proposals.reject({ id: proposal.id, reason: "It breaks the white ones." });
  expect(later()).toBe(true);
});

describe("[A7] others than people are told nothing of single validation items", () => {
  const context = desk.workspace.contextFor({ kind: "client", name: "x" });
  const other: WorkspaceClient = createRouterClient(router, { context });

  it("not which of them a session got right", async () => {
    await expect(other.sessions.matrix({ session: "1" })).rejects.toMatchObject({
      data: { code: "path-refused" },
    });
  });

  it("not which of them a proposal moved, and the figures all the same", async () => {
    const { assessment } = await client.proposals.show({ id: "1" });
    expect(assessment?.changed).not.toEqual([]);
    expect((await other.proposals.show({ id: "1" })).assessment).toEqual({ ...assessment, changed: [] });
  });

  it("not how one of them went while it is measured", async () => {
    const [forPerson, forOther] = await Promise.all(
      [client, other].map(async (each) =>
        each.sessions.events({ session: "1", after: desk.store.events.last() }),
      ),
    );
    const at = { iteration: 1, done: 1, total: 2 };
    const went = { proposal: "1", item: "validation-1", baselineCorrect: true, candidateCorrect: false };
    const tell = (): void => {
      context.hub.emit("1", { type: "item-finished", body: { ...at, ...went } });
      context.hub.emit("1", { type: "act-progress", body: at });
    };
    const heard = Promise.all([forPerson, forOther].map(async (events) => events?.next()));
    const telling = setInterval(tell, 5);
    const types = (await heard).map((next) => (next?.done === false ? next.value.type : null));
    clearInterval(telling);
    expect(types).toEqual(["item-finished", "act-progress"]);
    await Promise.all([forPerson, forOther].map(async (events) => events?.return()));
  });
});
