import { expect, it } from "vitest";
import type { PreparedAgent } from "#core/agents/prepare-agent.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { EnvironmentContent } from "#core/domain/content/environment.ts";
import { datasetHash } from "#core/evaluation/dataset-hash.ts";
import { evaluateItems } from "#core/evaluation/evaluate-items.ts";
import { takePaid, type ItemOutcome } from "#core/evaluation/run-item.ts";
import { readHoldOutInputs, readTrain, readDev } from "#core/evaluation/sealed-split.ts";
import { verifyStore } from "#core/store/verify.ts";
import { calls, done, openBench, turn } from "#test/support/agent-bench.ts";
import { shareDesk } from "#test/support/shared-desk.ts";

const shared = shareDesk();

const FILES = "environment/desk-files";
const ask = { question: "What is in note.txt?", answer: "it" };
const ROWS: ReadonlyArray<{ readonly id: string; readonly initialState?: object }> = [
  { id: "plain", ...ask },
  { id: "one", ...ask, initialState: { [FILES]: { files: { "note.txt": "one" } } } },
  { id: "two", ...ask, initialState: { [FILES]: { files: { "note.txt": "two", "readme.txt": "Over." } } } },
];
const BAD = [
  [
    { [FILES]: { files: { "../up": "x" } } },
    /environment\/desk-files cannot begin so: The path "..\/up" is refused/,
  ],
  [{ [FILES]: { folders: [] } }, /cannot begin so: it takes \{"files"/],
  [{ "environment/elsewhere": {} }, /environment\/elsewhere, which is no environment of this workspace/],
  [{ "prompt/solver": {} }, /prompt\/solver, which is no environment/],
  ["as they are", /its field "initialState" is not/],
  [{ [FILES]: { files: { "key.txt": `sk-${"a1B2".repeat(12)}` } } }, /never kept/],
] as const;

const scorer = { type: "exact" } as const;
const never = new AbortController().signal;

async function importRows(name: string, rows: readonly object[], options: object = {}) {
  const text = rows.map((row) => JSON.stringify(row)).join("\n");
  return shared.desk.client.data.import({
    name,
    source: { text },
    format: "jsonl",
    scorer,
    split: "train",
    ...options,
  });
}

it("[R21] an item's initial state is imported, checked against its environment, shown, and part of what it is", async () => {
  await shared.serve({ reply: () => done("it") });
  const bad = BAD.map(([initialState], at) => ({ id: `bad-${at}`, ...ask, initialState }));
  const imported = await importRows("states", [...ROWS, ...bad]);
  expect(imported.items).toBe(3);
  for (const [at, [, reason]] of BAD.entries()) expect(imported.skipped[at]?.reason).toMatch(reason);
  const { items } = await shared.desk.client.data.items({ dataset: "states", split: "train" });
  expect(items.map(({ id, initialState }) => [id, initialState])).toEqual([
    ["one", ROWS[1]!.initialState],
    ["plain", undefined],
    ["two", ROWS[2]!.initialState],
  ]);
  const preview = await shared.desk.client.data.preview({
    source: { text: ROWS.map((row) => JSON.stringify(row)).join("\n") },
    format: "jsonl",
  });
  expect(preview.rows.map(({ initialState }) => initialState)).toEqual(
    ROWS.map(({ initialState }) => initialState),
  );
  const stored = [...readTrain(shared.desk.store, "states"), ...readDev(shared.desk.store, "states")];
  // Without the states it is another dataset.
  const bare = stored.map(({ initialState: _state, ...item }) => item);
  expect(datasetHash(scorer, stored)).toBe(shared.desk.store.datasets.find("states")?.hash);
  expect(datasetHash(scorer, stored)).not.toBe(datasetHash(scorer, bare));
});

it("a field of another name is named, a table holds it as JSON, and items without an id differ by it", async () => {
  await shared.serve({ reply: () => done("it") });
  const state = (text: string) =>
    JSON.stringify({ [FILES]: { files: { "a.txt": text } } }).replaceAll('"', '""');
  const text = `question,answer,world\nq,a,"${state("one")}"\nq,a,"${state("two")}"\nq,a,\n`;
  const imported = await shared.desk.client.data.import({
    name: "table",
    source: { text },
    format: "csv",
    initialState: "world",
    split: "validation",
  });
  expect(imported).toMatchObject({ items: 3, skipped: [] });
  await expect(importRows("misnamed", ROWS, { initialState: "word" })).rejects.toMatchObject({
    data: { code: "usage" },
    message: 'No record has the field "word" that is to tell the initial states.',
  });
  // What a hold-out item begins in is as little for a proposer as what it asks.
  expect(readHoldOutInputs(shared.desk.store, "table")).toEqual(expect.arrayContaining(["q", "one", "two"]));
});

it("[R21] runs begin in what their items bring, are runs of their own, and keep the digests of what they leave", async () => {
  await shared.serve({
    reply: (request) => {
      const read = request.body.messages.findLast(({ role }) => role === "tool")?.content ?? "";
      return turn(request, [calls(["read_file", { path: "note.txt" }]), done(read)]);
    },
  });
  const bench = openBench(shared.desk, shared.server);
  const solver = bench.prepare();
  const { version, resource } = bench.view().get(FILES);
  const agent: PreparedAgent = {
    ...solver,
    environments: [{ key: FILES, version, content: resource.content as EnvironmentContent }],
  };
  const evaluate = async (): Promise<readonly ItemOutcome[]> => {
    const outcomes: ItemOutcome[] = [];
    const { score } = bench;
    const line = { store: shared.desk.store, agents: bench.line, inFlight: new Map(), score, take: takePaid };
    for await (const found of evaluateItems(line, agent, {
      dataset: assertDefined(shared.desk.store.datasets.find("states"), "the dataset"),
      items: [...readTrain(shared.desk.store, "states"), ...readDev(shared.desk.store, "states")],
      seedOf: () => 7,
      repetitions: 1,
      concurrency: 3,
      scope: "states",
      signal: never,
    }))
      outcomes.push(...found);
    return outcomes.toSorted((a, b) => (a.item.id < b.item.id ? -1 : 1));
  };
  const outcomes = await evaluate();
  expect(outcomes.map(({ item, run }) => [item.id, run.output])).toEqual([
    ["one", JSON.stringify({ path: "note.txt", text: "one" })],
    ["plain", 'Error: There is no file "note.txt".'],
    ["two", JSON.stringify({ path: "note.txt", text: "two" })],
  ]);
  expect(new Set(outcomes.map(({ run }) => run.finalStates?.[FILES])).size).toBe(3);
  const again = await evaluate();
  expect(again.map(({ isCached, run }) => [isCached, run.finalStates])).toEqual(
    outcomes.map(({ run }) => [true, run.finalStates]),
  );
  const [first] = outcomes;
  const { finalStates } = await shared.desk.client.traces.show({ trace: first!.run.trace });
  expect(finalStates).toEqual(first!.run.finalStates);
  expect(verifyStore(shared.desk.store)).toMatchObject({ ok: true });
});
