import { createRouterClient } from "@orpc/server";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { router } from "#core/app/router.ts";
import {
  makeMarbleTemplate,
  serveMarbles,
  startMarbles,
  type MarbleTemplate,
} from "#test/support/marble-workspace.ts";
import { waitForEnd } from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let marbles: MarbleTemplate;
beforeAll(async () => {
  marbles = await makeMarbleTemplate();
});
afterAll(() => marbles.remove());

it("[S21, B17] a session beside one that waits is begun, and each of the two names the other", async () => {
  const desk = marbles.openCopy();
  const server = await serveMarbles();
  const client = createRouterClient(router, { context: desk.workspace.contextFor(desk.workspace.person) });
  const first = await waitForEnd(client, await startMarbles(desk, server, { approve: "ask" }));
  expect([first.state, first.waitsFor, first.wayOn, first.beside]).toEqual([
    "waiting",
    "1",
    "Decide about proposal 1, then resume the session.",
    [],
  ]);
  const second = await startMarbles(desk, server, { iterations: 1 });
  expect(second.beside).toEqual([{ session: "1", state: "waiting" }]);
  expect((await client.sessions.show({ session: "1" })).beside).toMatchObject([{ session: "2" }]);
  await client.sessions.stop({ session: "1" });
  expect((await client.sessions.show({ session: "1" })).undecided).toEqual(["1"]);
  const alone = await client.sessions.show({ session: second.session });
  const over = await client.sessions.show({ session: "1" });
  expect([alone.beside, over.beside, over.wayOn]).toEqual([[], [], null]);
  await client.sessions.stop({ session: second.session });
  expect(await client.sessions.runs({ session: "1" })).toMatchObject({ onRecord: 0 });
  await desk.close();
  await server.close();
});

it("[B18] the same session again says that what it measured by was on record", async () => {
  const desk = marbles.openCopy();
  const server = await serveMarbles();
  const { client } = desk;
  const first = await waitForEnd(client, await startMarbles(desk, server, { iterations: 1 }));
  await client.branches.create({ name: "again", at: "head~1" });
  const again = await waitForEnd(
    client,
    await startMarbles(desk, server, { iterations: 1, branch: "again" }),
  );
  const { runs } = await client.sessions.runs({ session: first.session });
  expect(runs).toBeGreaterThan(0);
  expect(await client.sessions.runs({ session: first.session })).toEqual({ runs, onRecord: 0 });
  expect(await client.sessions.runs({ session: again.session })).toEqual({ runs, onRecord: runs });
  expect(again.spend.calls).toBeLessThan(first.spend.calls);
  await desk.close();
  await server.close();
});
