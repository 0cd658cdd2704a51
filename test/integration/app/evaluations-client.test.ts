import { createRouterClient } from "@orpc/server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { router } from "#core/app/router.ts";
import type { AuthorKind } from "#core/domain/author.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { MARBLE_MODEL } from "#test/support/marble-model.ts";
import { openMarbleDesk, type MarbleDesk } from "#test/support/marble-workspace.ts";
import { openTestWorkspace } from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const MODEL = `${MARBLE_MODEL.provider}/${MARBLE_MODEL.name}`;

let marbles: MarbleDesk;
let client: WorkspaceClient;

beforeAll(async () => {
  marbles = await openMarbleDesk();
  ({ client } = marbles.desk);
});
afterAll(async () => marbles.close());

function clientOf(kind: AuthorKind): WorkspaceClient {
  return createRouterClient(router, { context: marbles.desk.workspace.contextFor({ kind, name: "x" }) });
}

function onMarbles() {
  return {
    agent: "solver",
    dataset: "marbles",
    model: { ...MARBLE_MODEL, baseUrl: marbles.server.baseUrl },
  };
}

describe("[A21] an evaluation is on record", () => {
  it("with who, what, how many and what it cost, of whichever split, newest first", async () => {
    const made = await client.runs.evaluate({ ...onMarbles(), limit: 6 });
    await client.runs.evaluate({ ...onMarbles(), split: "train", limit: 3 });
    await client.runs.evaluate({ ...onMarbles(), split: "test", limit: 2 });
    const [test, train, validation, ...others] = await client.evaluations.list({ dataset: "marbles" });
    expect(others).toEqual([]);
    expect([test?.split, train?.split, validation?.split]).toEqual(["test", "train", "validation"]);
    expect(validation).toMatchObject({
      by: { kind: "person" },
      agent: "agent/solver",
      commit: marbles.desk.store.headBranch.commit(),
      closure: made.closure,
      model: MODEL,
      hasEdits: false,
      isFresh: false,
      isPart: true,
      estimate: { accuracy: made.accuracy, interval: made.interval, n: 6 },
      correct: made.correct,
      cached: 0,
      spend: made.spend,
    });
    expect((await client.evaluations.show({ id: validation?.id ?? "" })).commits).toContain(
      validation?.commit,
    );
  });

  it("as every caller made it: one that an agent made stands beside a person's", async () => {
    await clientOf("agent").runs.evaluate({ ...onMarbles(), limit: 6 });
    const [newest] = await client.evaluations.list({});
    expect(newest).toMatchObject({ by: { kind: "agent", name: "x" }, cached: 6, spend: { calls: 0 } });
  });

  it.each(["agent", "client", "optimizer"] as const)("and of test items none is told to %s", async (kind) => {
    const list = await clientOf(kind).evaluations.list({});
    expect(list.length).toBeGreaterThan(0);
    expect(list.filter(({ split }) => split === "test")).toEqual([]);
    const [test] = (await client.evaluations.list({})).filter(({ split }) => split === "test");
    await expect(clientOf(kind).evaluations.show({ id: test?.id ?? "" })).rejects.toMatchObject({
      data: { code: "not-found" },
    });
  });

  it("vouched for by the audit chain, and there after another start", async () => {
    const before = await client.evaluations.list({});
    expect((await client.workspace.verify()).ok).toBe(true);
    const { folder } = marbles.desk;
    await marbles.desk.close();
    const desk = openTestWorkspace(folder);
    marbles = { ...marbles, desk, close: async () => (await desk.close(), marbles.server.close()) };
    ({ client } = desk);
    expect(await client.evaluations.list({})).toEqual(before);
    expect((await client.home.measured()).filter(({ dataset }) => dataset === "marbles")).toMatchObject([
      { by: "evaluation", estimate: { n: 6 } },
    ]);
  });
});

describe("[A22] what an evaluation would take is told before", () => {
  it("how many runs are on record, how many are to be made, and by what runs took so far for how much", async () => {
    const asked = marbles.server.requests.length;
    const { validation } = marbles.desk.store.datasets.counts("marbles");
    const told = await client.evaluations.forecast({ ...onMarbles() });
    expect(told).toMatchObject({
      model: MODEL,
      isSimulated: false,
      isOwnMachine: true,
      items: validation,
      onRecord: 6,
      toRun: validation - 6,
      usd: 0,
      looks: null,
    });
    expect(told.perRun?.runs).toBeGreaterThan(5);
    expect(marbles.server.requests.length).toBe(asked);
  });

  it("with every run anew nothing counts as on record, and with another seed neither", async () => {
    expect(await client.evaluations.forecast({ ...onMarbles(), limit: 6, fresh: true })).toMatchObject({
      onRecord: 0,
      toRun: 6,
    });
    expect((await client.evaluations.forecast({ ...onMarbles(), limit: 6, seed: 77 })).onRecord).toBe(0);
    expect((await client.evaluations.forecast({ ...onMarbles(), limit: 6 })).usd).toBe(0);
  });

  it("of test items no more than how many, and no look is counted", async () => {
    const before = marbles.desk.store.audit.ofType("sealed-look").length;
    const told = await client.evaluations.forecast({ ...onMarbles(), split: "test" });
    expect(told).toMatchObject({ onRecord: null, looks: { spent: 1, budget: 5 } });
    expect(marbles.desk.store.audit.ofType("sealed-look").length).toBe(before);
  });
});

describe("[A23] items × systems", () => {
  it("come from what is on record: nothing is called, and what is missing is said and can be run alone", async () => {
    const asked = marbles.server.requests.length;
    const { validation } = marbles.desk.store.datasets.counts("marbles");
    const question = { agent: "solver", dataset: "marbles", models: [MODEL, "openai/other"] };
    const first = await client.evaluations.matrix(question);
    expect(first).toMatchObject({ dataset: "marbles", agent: "agent/solver", isSealed: false });
    expect(first.columns.map(({ missing, estimate }) => [missing, estimate?.n])).toEqual([
      [validation - 6, 6],
      [validation, undefined],
    ]);
    expect(first.missing).toBe(2 * validation - 6);
    expect(marbles.server.requests.length).toBe(asked);

    const items = first.columns[0]?.missingItems ?? [];
    const filled = await client.runs.evaluate({ ...onMarbles(), items });
    expect([filled.n, filled.cached]).toEqual([validation - 6, 0]);
    const second = await client.evaluations.matrix({ ...question, models: [MODEL] });
    expect(second.missing).toBe(0);
    const whole = await client.runs.evaluate(onMarbles());
    expect(whole.cached).toBe(validation);
    expect(second.columns[0]?.estimate).toEqual({
      accuracy: whole.accuracy,
      score: whole.score,
      interval: whole.interval,
      n: validation,
    });
  });

  it("of two commits say which items changed, with each output and the way to its run", async () => {
    const { validation } = marbles.desk.store.datasets.counts("marbles");
    const before = marbles.desk.store.headBranch.commit();
    const rules = "Use the calculator. Count red marbles. Count blue marbles. Hand in with done.";
    const values = [{ pointer: "/messages/0/sections/0/text", value: rules }];
    const { commit } = await client.resources.setVariables({
      resource: "prompt/solver",
      values,
      message: "Learn",
    });
    await client.runs.evaluate(onMarbles());
    const { rows, columns, missing } = await client.evaluations.matrix({
      ...{ agent: "solver", dataset: "marbles", models: [MODEL], commits: [before, commit ?? ""] },
    });
    expect([columns.length, missing]).toEqual([2, 0]);
    const changed = rows.filter(({ isChanged }) => isChanged);
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.length).toBeLessThan(validation);
    for (const { cells } of changed) expect(cells[0]?.isCorrect).not.toBe(cells[1]?.isCorrect);
    const [cell] = rows[0]?.cells ?? [];
    expect((await client.traces.show({ trace: cell?.trace ?? "" })).result?.output).toEqual(cell?.output);
  });

  it("note validation as seen, and cost a look at test, of which figures alone are told", async () => {
    const { store } = marbles.desk;
    expect(store.audit.ofType("validation-seen").map(({ body }) => body["what"])).toContain("matrix");
    const looks = store.audit.ofType("sealed-look").length;
    const sealed = await client.evaluations.matrix({
      ...{ agent: "solver", dataset: "marbles", split: "test", models: [MODEL] },
    });
    expect(store.audit.ofType("sealed-look").length).toBe(looks + 1);
    expect(sealed.isSealed).toBe(true);
    const texts = store.datasets.items("marbles", "test").flatMap(({ input }) => [JSON.stringify(input)]);
    for (const text of texts) expect(JSON.stringify(sealed)).not.toContain(text.slice(1, -1));
    expect(sealed.rows.every(({ expected, input }) => expected === null && input === "")).toBe(true);
    expect(sealed.rows.flatMap(({ cells }) => cells).every((cell) => (cell?.trace ?? null) === null)).toBe(
      true,
    );
  });

  it.each(["agent", "client", "optimizer"] as const)("are not for %s, who costs no look", async (kind) => {
    const { store } = marbles.desk;
    const looks = store.audit.ofType("sealed-look").length;
    for (const split of ["train", "validation", "test"] as const) {
      await expect(
        clientOf(kind).evaluations.matrix({ agent: "solver", dataset: "marbles", split }),
      ).rejects.toMatchObject({ data: { code: "path-refused" } });
    }
    expect(store.audit.ofType("sealed-look").length).toBe(looks);
  });

  it("an item that the split does not have is refused by name, and nothing is called", async () => {
    const asked = marbles.server.requests.length;
    await expect(client.runs.evaluate({ ...onMarbles(), items: ["nobody"] })).rejects.toMatchObject({
      data: { code: "input-invalid" },
      message: expect.stringContaining("nobody"),
    });
    expect(marbles.server.requests.length).toBe(asked);
  });
});
