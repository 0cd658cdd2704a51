import { expect, type Page } from "@playwright/test";
import { test } from "#test/e2e/support/studio.ts";
import { keepTraces, wideTrace } from "./made-traces.ts";

test.use({ kind: "typical" });

/*
 * Data that could not be read again, or not to its end, stays on screen under one line that says so. Where that line is
 * no child of a pane's body it must not become one of the view's panes.
 */

const NOTE = ".partial";
/** What brings a trace's spans, a part at a time. */
const SPANS = /traces\/(spans|columns|part)/;

/** Questions to the host that break from now on; begins with none. */
async function breakQuestions(page: Page): Promise<{ names: readonly string[] }> {
  const broken: { names: readonly string[] } = { names: [] };
  await page.routeWebSocket(/.*/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      const text = String(message);
      const name = broken.names.find((each) => text.includes(`${each}"`));
      server.send(name === undefined ? message : text.replace(`${name}"`, `${name}-gone"`));
    });
  });
  return broken;
}

async function heightOf(page: Page, selector: string): Promise<number> {
  return (await page.locator(selector).first().boundingBox())?.height ?? 0;
}

test("[L17] a session page whose questions broke keeps its panes, under one line for all of them", async ({
  studio,
}) => {
  const { page, go, ask } = studio;
  const broken = await breakQuestions(page);
  await page.reload();
  await go("improve/session/1");
  await expect(page.locator(".curve-figure")).toBeVisible();
  const before = await heightOf(page, ".session-grid");
  broken.names = ["sessions/show", "sessions/list", "proposals/list"];
  await ask(async (client) => await client.sessions.start({ iterations: 1, approve: "ask", seed: 31 }));
  await expect(page.locator(NOTE)).toBeVisible({ timeout: 30_000 });
  await expect(page.locator(NOTE)).toHaveCount(1);
  const note = await heightOf(page, NOTE);
  expect(note).toBeLessThan(50);
  expect(await heightOf(page, ".session-grid")).toBeGreaterThan(before - note - 40);
});

test("[L17] a trace of which only a part was read has its timeline's whole width", async ({ studio }) => {
  const { page, go, folder } = studio;
  const id = "cc".repeat(16);
  keepTraces(folder, [wideTrace(id, 60_000)]);
  let asked = 0;
  await page.routeWebSocket(/.*/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      const text = String(message);
      const isLater = SPANS.test(text) && ++asked > 1;
      server.send(isLater ? text.replace(SPANS, "traces/none") : message);
    });
  });
  await page.reload();
  await go(`traces/${id}`);
  await expect(page.locator(NOTE)).toBeVisible();
  const [note, timeline] = [
    await page.locator(NOTE).boundingBox(),
    await page.locator("[data-pane=timeline]").boundingBox(),
  ];
  expect(note?.height).toBeLessThan(50);
  expect(note?.x).toBe(timeline?.x);
});
