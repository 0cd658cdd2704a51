import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openNewWorkspace, type OpenedWorkspace } from "./open-workspace.ts";

let opened: OpenedWorkspace;

beforeAll(async () => {
  opened = await openNewWorkspace({ from: "order-desk", houseSeed: 1 });
});
afterAll(async () => opened.close());

const TASK = "From: Ida Baker\n\nTwo boxes of LG-511 at 6.67, please.";

type Asked = Parameters<ReturnType<OpenedWorkspace["clientOf"]>["traces"]["find"]>[0];

async function find(asked: Asked): Promise<readonly string[]> {
  const { total, rows } = await opened.clientOf("person").traces.find({ limit: 10_000, ...asked });
  expect(total).toBe(rows.length);
  return rows.map(({ trace }) => trace);
}

describe("[T44] the list of traces narrowed", () => {
  // Would catch a run counted to the commit before or behind the one that it began on.
  it("to a commit has the runs in its state, and those of the same system before and after it was left", async () => {
    const { runs, resources, history } = opened.clientOf("person");
    const [first] = await history.log({ limit: 1 });
    const before = (await runs.run({ task: TASK })).trace;
    const values = [{ pointer: "/description", value: "Turns messages into orders." }];
    await resources.setVariables({ resource: "prompt/order-clerk", values, message: "Say it shorter" });
    const [second] = await history.log({ limit: 1 });
    const after = (await runs.run({ task: TASK })).trace;
    await history.undo();
    const again = (await runs.run({ task: TASK })).trace;
    expect(await find({ commit: first?.id ?? "" })).toEqual([before]);
    expect(await find({ commit: second?.id.slice(0, 8) ?? "" })).toEqual([after]);
    expect(await find({ commit: "head" })).toEqual([again]);
    await expect(find({ commit: "nowhere" })).rejects.toMatchObject({ data: { code: "not-found" } });
  });

  it("to a tool has the traces in which it was called, whatever case its name is written in", async () => {
    const { trace } = await opened.clientOf("person").runs.run({ task: TASK });
    expect(await find({ tool: "Done" })).toContain(trace);
    expect(await find({ tool: "tool/done" })).toContain(trace);
    // A part of a name is no name.
    expect(await find({ tool: "don" })).toEqual([]);
  });

  it("to scores has runs on items alone, and to a cost those whose cost is known", async () => {
    const { items } = await opened.clientOf("person").data.items({ dataset: "order-desk", split: "train" });
    const some = items.slice(0, 6).map(({ id }) => id);
    await opened.clientOf("person").runs.evaluate({ dataset: "order-desk", split: "train", items: some });
    const { rows } = await opened.clientOf("person").traces.find({ limit: 10_000 });
    const scored = rows.filter(({ outcome }) => outcome !== null);
    const above = (least: number) => scored.filter(({ outcome }) => (outcome?.score ?? 0) >= least).length;
    expect(await find({ minScore: 0 })).toHaveLength(scored.length);
    expect(await find({ minScore: 0.9 })).toHaveLength(above(0.9));
    expect(await find({ maxScore: 0.9, minScore: 0.9 })).toHaveLength(
      scored.filter(({ outcome }) => outcome?.score === 0.9).length,
    );
    const known = rows.filter(({ usd }) => usd !== null);
    expect(await find({ minUsd: 0 })).toHaveLength(known.length);
    expect(await find({ minUsd: 1000 })).toEqual([]);
    const byCost = await opened
      .clientOf("person")
      .traces.find({ limit: 10_000, order: { by: "cost", isDescending: true } });
    const costs = byCost.rows.map(({ usd }) => usd ?? -1);
    expect(costs).toEqual(costs.toSorted((a, b) => b - a));
  });

  it("to a time has what began in it, its beginning within and its end without", async () => {
    const { trace } = await opened.clientOf("person").runs.run({ task: TASK });
    const { startedAt } = await opened.clientOf("person").traces.timeline({ trace });
    const next = new Date(Date.parse(startedAt) + 1).toISOString();
    expect(await find({ since: startedAt, until: next })).toContain(trace);
    expect(await find({ since: next })).not.toContain(trace);
    expect(await find({ until: startedAt })).not.toContain(trace);
  });
});
