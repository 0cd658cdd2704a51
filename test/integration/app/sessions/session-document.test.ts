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
  const alone = await client.sessions.show({ session: second.session });
  const over = await client.sessions.show({ session: "1" });
  expect([alone.beside, over.beside, over.wayOn]).toEqual([[], [], null]);
  await client.sessions.stop({ session: second.session });
  await desk.close();
  await server.close();
});
