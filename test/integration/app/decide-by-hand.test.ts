import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createRouterClient } from "@orpc/server";
import { assessByHand } from "#core/app/sessions/assess-by-hand.ts";
import { router } from "#core/app/router.ts";
import { getAt } from "#core/base/json.ts";
import type { AuthorKind } from "#core/domain/author.ts";
import type { ProposalDetailDocument } from "#core/contract/proposals.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { moveProposal } from "#core/proposals/decide.ts";
import { assessmentLevel } from "#core/domain/statistics/e-lond.ts";
import { callsOf } from "#test/support/called.ts";
import { RULES, ruleFor } from "#test/support/marble-model.ts";
import { addMarbles, serveMarbles, startMarbles } from "#test/support/marble-workspace.ts";
import type { OpenAiServer } from "#test/support/openai-server.ts";
import {
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  waitForEnd,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

/** Hundreds of calls over HTTP, each twice on the disk, on a machine that may be busy. */
const PATIENCE_MS = 120_000;
vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

const { folder, remove } = makeFolder();
let desk: TestWorkspace;
let client: WorkspaceClient;
let server: OpenAiServer;
let rules: string;

/** A session that waits for a decision about its first proposal, which the gate accepts. */
beforeAll(async () => {
  desk = openTestWorkspace(await makeOrderDesk(folder));
  client = desk.client;
  await addMarbles(desk);
  server = await serveMarbles();
  const { content } = await client.resources.show({ resource: RULES.resource });
  rules = String(getAt(content, RULES.pointer));
  const waiting = await waitForEnd(client, await startMarbles(desk, server, { approve: "ask" }));
  expect(waiting.state).toBe("waiting");
});
afterAll(async () => {
  await desk.close();
  await server.close();
  remove();
});

async function derive(value: string, summary = "A variant"): Promise<string> {
  const values = [{ resource: RULES.resource, pointer: RULES.pointer, value }];
  return (await client.proposals.derive({ id: "1", values, summary })).id;
}

function refused(code: string) {
  return { code: "REFUSED", data: { code } };
}

describe("a person's variant of a proposal", () => {
  let good: ProposalDetailDocument;

  it("is a draft that names its origin, and cannot be approved before it is assessed", async () => {
    const id = await derive(`${rules}\n${ruleFor("blue")}\n${ruleFor("red")}`, "Both colours");
    expect(await client.proposals.show({ id })).toMatchObject({
      status: "draft",
      origin: "1",
      author: { kind: "person" },
      assessment: null,
      changes: [{ resource: RULES.resource, path: RULES.pointer }],
    });
    await expect(client.proposals.approve({ id })).rejects.toMatchObject(refused("decision-refused"));
    await expect(client.proposals.approve({ id, override: "I am sure." })).rejects.toMatchObject(
      refused("decision-refused"),
    );
  });

  it("[A8] assessed, it takes the session's next place among its tests: t and R count every assessment", async () => {
    good = await client.proposals.assess({ id: "2" });
    expect(good).toMatchObject({ status: "waiting", verdict: "accept", assessment: { number: 2 } });
    const session = desk.store.sessions.find("1");
    const { alpha, horizon } = session!.config.gate;
    const level = assessmentLevel({ alpha, horizon, assessmentNumber: 2, acceptedBefore: 1 });
    expect(good.assessment?.evidence.levelNeeded).toBeCloseTo(1 / level, 6);
  });

  it("[P1] assessed again and broken off, it is where it was: on the desk, with its evidence", async () => {
    const context = desk.workspace.contextFor(desk.workspace.person);
    const assessing = assessByHand(context, { proposal: "2", terms: {}, signal: AbortSignal.abort() });
    await expect(assessing).rejects.toMatchObject({ code: "cancelled" });
    const found = await client.proposals.show({ id: "2" });
    expect(found).toMatchObject({ status: "waiting", assessment: { number: 2 } });
    const moves = desk.store.events.after(0, "1", 1000).filter((event) => event.type === "proposal-status");
    expect(moves.slice(-2).map(({ body }) => body.status)).toEqual(["assessing", "waiting"]);
  });

  it("its assessment is in the bill of the session", async () => {
    const session = await client.sessions.show({ session: "1" });
    expect(callsOf(session)).toBeGreaterThanOrEqual(server.requests.length);
    expect(callsOf(session)).toBeLessThanOrEqual(server.requests.length + 24);
  });

  it("[A9] one that repeats a hold-out item is refused, and no reason overrides that", async () => {
    const [item] = desk.store.datasets.items("marbles", "validation");
    const copied = typeof item?.input === "string" ? item.input : (item?.input["question"] ?? "");
    const before = server.requests.length;
    const id = await derive(`${rules}\nRemember: ${copied.toUpperCase()}`);
    const found = await client.proposals.assess({ id });
    expect(found).toMatchObject({ status: "refused", assessment: { n: 0 } });
    expect(found.assessment?.invariants.filter(({ holds }) => !holds)).toMatchObject([
      { id: "repeats no item kept for measuring" },
    ]);
    expect(server.requests.length).toBe(before);
    const attempt = client.proposals.approve({ id, override: "All the same." });
    await expect(attempt).rejects.toMatchObject({ code: "REFUSED" });
  });

  it("one that the gate does not accept is approved only with a reason, which is kept", async () => {
    const id = await derive(`${rules}\nBe kind.`, "Kindness");
    const found = await client.proposals.assess({ id });
    expect(found.verdict).not.toBe("accept");
    await expect(client.proposals.approve({ id })).rejects.toMatchObject(refused("decision-refused"));
    await client.proposals.approve({ id, override: "We like it." });
    expect(await client.proposals.show({ id })).toMatchObject({
      status: "approved",
      decision: { kind: "approve", isOverride: true, reason: "We like it.", by: { kind: "person" } },
    });
    const [commit] = await client.history.log({ limit: 1 });
    expect(commit).toMatchObject({ proposal: id, message: "Kindness", author: { kind: "person" } });
  });

  it("after that commit the evidence of the others is stale, and says about what", async () => {
    const stale = await client.proposals.show({ id: "2" });
    expect(stale.isStale).toBe(true);
    const attempt = client.proposals.approve({ id: "2" });
    await expect(attempt).rejects.toThrow(/prompt\/solver/);
  });
});

describe("[P5] assessed again on a head that changed the same resource", () => {
  it("is refused before anything is spent where both changed the same text", async () => {
    const before = server.requests.length;
    await expect(client.proposals.assess({ id: "2" })).rejects.toThrow(/prompt\/solver was changed in/);
    expect([server.requests.length, (await client.proposals.show({ id: "2" })).status]).toEqual([
      before,
      "waiting",
    ]);
  });

  it("elsewhere it is carried over, and what is answered is the proposal that was assessed", async () => {
    const id = await derive(`${rules}\n${ruleFor("red")}`, "Red");
    const description = "Counts marbles.";
    const values = [{ pointer: "/description", value: description }];
    await client.resources.setVariables({ resource: RULES.resource, values, message: "Describe" });
    const found = await client.proposals.assess({ id });
    expect(found).toMatchObject({ status: "waiting", origin: id, summary: "Red", isStale: false });
    expect((await client.proposals.show({ id })).status).toBe("superseded");
    expect(found.changes.map(({ path }) => path)).toEqual([RULES.pointer]);
    await client.proposals.approve({ id: found.id, override: "Red ones count." });
    const { content } = await client.resources.show({ resource: RULES.resource });
    expect(getAt(content, "/description")).toBe(description);
  });
});

describe("[A8, B1] tests of one session are made one after another", () => {
  it("while one is made by hand no other begins, and the session does not go on", async () => {
    const draft = await derive(`${rules}\nBe quick.`, "Speed");
    const next = desk.store.proposals.gateCounts("1").assessments + 1;
    const assessing = client.proposals.assess({ id: draft });
    await vi.waitFor(async () =>
      expect((await client.proposals.show({ id: draft })).status).toBe("assessing"),
    );
    const attempts = [
      client.proposals.assess({ id: draft }),
      client.proposals.assess({ id: "2" }),
      client.sessions.resume({ session: "1" }),
      client.sessions.step({ session: "1" }),
      client.sessions.stop({ session: "1" }),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toMatchObject(refused("session-busy"));
    expect((await assessing).assessment?.number).toBe(next);
    expect(desk.store.proposals.gateCounts("1").assessments).toBe(next);
  });
});

it("[P1] what a crash left in assessment is back where it was once the workspace is open again", async () => {
  const draft = await derive(`${rules}\nBe patient.`, "Patience");
  const { store } = desk;
  store.durable(() => {
    for (const id of ["2", draft])
      moveProposal(store, store.proposals.find(id)!, { to: "assessing", at: 1_900_000_000_000 });
  });
  await desk.close();
  desk = openTestWorkspace(desk.folder);
  client = desk.client;
  const statuses = [];
  for (const id of ["2", draft]) statuses.push((await client.proposals.show({ id })).status);
  expect(statuses).toEqual(["waiting", "draft"]);
});

describe("who may do what", () => {
  const OTHERS: readonly AuthorKind[] = ["optimizer", "agent", "client"];

  it.each(OTHERS)("no %s decides, whatever the verdict", async (kind) => {
    const other: WorkspaceClient = createRouterClient(router, {
      context: desk.workspace.contextFor({ kind, name: "x" }),
    });
    const head = desk.store.headBranch.commit();
    const attempts = [
      other.proposals.approve({ id: "2" }),
      other.proposals.approve({ id: "2", override: "Trust me." }),
      other.proposals.reject({ id: "2", reason: "No." }),
      other.proposals.sendBack({ id: "2", reason: "No." }),
      other.proposals.defer({ id: "2" }),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: "REFUSED" });
    expect([desk.store.headBranch.commit(), (await client.proposals.show({ id: "2" })).status]).toEqual([
      head,
      "waiting",
    ]);
  });

  it.each(OTHERS)(
    "no %s opens the sealed split by an evaluation, and the attempt spends no look",
    async (kind) => {
      const other: WorkspaceClient = createRouterClient(router, {
        context: desk.workspace.contextFor({ kind, name: "x" }),
      });
      const attempt = other.runs.evaluate({ dataset: "marbles", agent: "solver", split: "test" });
      await expect(attempt).rejects.toMatchObject(refused("split-sealed"));
      const [dataset] = (await client.data.list()).filter(({ name }) => name === "marbles");
      expect(dataset?.looks.spent).toBe(0);
    },
  );
});
