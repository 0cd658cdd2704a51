import { createRouterClient } from "@orpc/server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { router } from "#core/app/router.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { AuthorKind } from "#core/domain/author.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { MARBLE_MODEL } from "#test/support/marble-model.ts";
import { openMarbleDesk, type MarbleDesk } from "#test/support/marble-workspace.ts";
import { outcomeOf } from "#test/support/asked-as.ts";
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
    await clientOf("agent").runs.evaluate({ ...onMarbles(), split: "train", limit: 3 });
    const [newest] = await client.evaluations.list({});
    expect(newest).toMatchObject({ by: { kind: "agent", name: "x" }, cached: 3, spend: { calls: 0 } });
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

  it.each(["agent", "client", "optimizer"] as const)(
    "[A25] and %s has no few items measured that the gate measures by, nor learns of one whether it is there",
    async (kind) => {
      const { validation } = marbles.desk.store.datasets.counts("marbles");
      const [one] = marbles.desk.store.datasets.items("marbles", "validation");
      const other = clientOf(kind);
      const before = marbles.server.requests.length;
      const refusals = await Promise.all(
        [{ items: [one?.id ?? ""] }, { items: ["nobody"] }, { limit: 1 }, { limit: validation - 1 }].map(
          async (few) => outcomeOf(other.runs.evaluate({ ...onMarbles(), ...few })),
        ),
      );
      expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
      expect(refusals[0]).toMatchObject({ code: "split-sealed" });
      expect(marbles.server.requests.length).toBe(before);
      // A person's evaluation of six is told to people alone, in the lists as in the series.
      const told = await other.evaluations.list({ dataset: "marbles" });
      expect(told.filter(({ split }) => split !== "train")).toEqual([]);
      expect((await other.home.measured()).filter(({ dataset }) => dataset === "marbles")).toEqual([]);
      const train = marbles.desk.store.datasets.items("marbles", "train").slice(0, 1);
      const items = train.map(({ id }) => id);
      expect((await other.runs.evaluate({ ...onMarbles(), split: "train", items })).n).toBe(1);
    },
  );

  it("[A25] and nobody has test items measured by their ids, which costs no look", async () => {
    const { store } = marbles.desk;
    const looks = store.audit.ofType("sealed-look").length;
    const [one] = store.datasets.items("marbles", "test");
    for (const id of [one?.id ?? "", "nobody"]) {
      const asked = client.runs.evaluate({ ...onMarbles(), split: "test", items: [id] });
      expect(await outcomeOf(asked)).toMatchObject({ code: "split-sealed" });
    }
    expect(store.audit.ofType("sealed-look").length).toBe(looks);
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
      ...{ agent: "solver", dataset: "marbles", split: "test", models: [MODEL], commits: ["head~1"] },
    });
    expect(store.audit.ofType("sealed-look").length).toBe(looks + 1);
    expect(sealed.isSealed).toBe(true);
    const texts = store.datasets.items("marbles", "test").flatMap(({ input }) => [JSON.stringify(input)]);
    for (const text of texts) expect(JSON.stringify(sealed)).not.toContain(text.slice(1, -1));
    expect(sealed.rows).toEqual([]);
    const { test } = store.datasets.counts("marbles");
    expect(sealed.columns).toMatchObject([{ estimate: { n: 2 }, missing: test - 2, missingItems: [] }]);
  });

  it("of many runs are read in pieces, between which whoever else asks is answered", async () => {
    const { store } = marbles.desk;
    const name = (at: number): string => String(at).padStart(32, "0");
    const more = 2000;
    // Whichever of its systems the column is of.
    const closures = store.runs.closuresOf("agent/solver");
    store.atomic(() => {
      for (const [which, closure] of closures.entries()) {
        const [first] = store.runs.placesOf(closure, { after: 0, limit: 1 });
        const run = assertDefined(store.runs.find(first?.id ?? ""), "a run");
        for (let at = which * more; at < (which + 1) * more; at += 1) {
          const other = { ...run, id: `s${name(at).slice(1)}`, trace: name(at), input: `Item ${at}` };
          store.runs.append(other, { cacheKey: null, isSealed: false });
        }
      }
    });
    let turns = 0;
    const count = (): void => {
      turns += 1;
      next = setImmediate(count);
    };
    let next = setImmediate(count);
    await client.evaluations.matrix({ agent: "solver", dataset: "marbles", split: "train", models: [MODEL] });
    clearImmediate(next);
    // Where they stand and what they were asked, in pieces of 400.
    expect(turns).toBeGreaterThanOrEqual((2 * more) / 400);
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
