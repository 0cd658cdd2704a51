import { afterAll, expect, it, vi } from "vitest";
import { assertDefined } from "#core/base/assert.ts";
import { withRaw } from "#test/support/raw-database.ts";
import { openMarbleDesk, startMarbles } from "#test/support/marble-workspace.ts";
import { waitForEnd } from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const { desk, server, close } = await openMarbleDesk();
afterAll(close);

it("[B3] an assessment's spend is that of all its runs: every repetition, in both arms", async () => {
  const started = await startMarbles(desk, server, { iterations: 1, set: { repetitions: 2 } });
  await waitForEnd(desk.client, started);
  const [proposal] = desk.store.proposals.ofSession(started.session);
  const assessment = assertDefined(desk.store.proposals.assessment(proposal?.id ?? ""), "an assessment");
  const assessed = new Set(desk.store.proposals.assessedItems(assessment.id).map(({ item }) => item));
  const inputs = desk.store.datasets
    .items("marbles", "validation")
    .filter(({ id }) => assessed.has(id))
    .map(({ input }) => JSON.stringify(input));
  const [runs, calls] = withRaw(desk.workspace.paths.database, (db) =>
    db
      .prepare(
        `SELECT count(*), sum(calls) FROM run
         WHERE closure IN (?, ?) AND input IN (SELECT value FROM json_each(?))`,
      )
      .raw()
      .get(assessment.baselineClosure, assessment.candidateClosure, JSON.stringify(inputs)),
  ) as [number, number];
  expect(runs).toBe(4 * assessed.size);
  expect(assessment.spend.calls).toBe(calls);
});
