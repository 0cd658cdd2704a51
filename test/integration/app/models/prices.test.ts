import { afterAll, expect, it, vi } from "vitest";
import { MARBLE_MODEL } from "#test/support/marble-model.ts";
import { openMarbleDesk, startMarbles } from "#test/support/marble-workspace.ts";
import { withRaw } from "#test/support/raw-database.ts";
import { waitForEnd } from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const MODEL = `${MARBLE_MODEL.provider}/${MARBLE_MODEL.name}`;
const { desk, server, close } = await openMarbleDesk();
afterAll(close);

it("[B6] a model whose price is not known runs under a cap on money once workspace.yaml says it", async () => {
  const { client, workspace } = desk;
  const caps = { maxUsd: 100 };
  // The same server by an address that is not this machine's own.
  const far = { baseUrl: server.baseUrl.replace("127.0.0.1", "0.0.0.0") };
  const refused = startMarbles(desk, far, { iterations: 1, caps });
  await expect(refused).rejects.toMatchObject({ data: { code: "price-unknown" } });
  expect([server.requests.length, await client.sessions.list()]).toEqual([0, []]);

  const { settings } = workspace.contextFor(workspace.person);
  settings.save([{ path: ["prices", MODEL], value: { input: 3, output: 5 } }]);
  const started = await startMarbles(desk, far, { iterations: 1, caps });
  const { spend, state, stopped } = await waitForEnd(client, started);
  expect({ state, by: stopped?.by }).toEqual({ state: "stopped", by: "iterations" });
  expect(spend.usdKnown).toBe(true);
  expect(spend.usd).toBeCloseTo((3 * spend.inputTokens + 5 * spend.outputTokens) / 1e6, 9);

  const kept = withRaw(workspace.paths.database, (db) =>
    db
      .prepare("SELECT output FROM journal WHERE session = ? AND path LIKE 'prices/%'")
      .pluck()
      .all(started.session),
  ) as string[];
  expect(
    kept.map((table) => Object.keys((JSON.parse(table) as { overrides: object }).overrides)),
  ).toContainEqual([MODEL]);
});
