import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectAccessible, test } from "#test/e2e/support/studio.ts";

const SHOTS = process.env["RECEIVED_SHOTS"];

async function photograph(page: Page, name: string): Promise<void> {
  if (SHOTS === undefined) return;
  for (const [width, height] of [
    [390, 844],
    [1280, 800],
  ] as const) {
    for (const scheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(150);
      await page.screenshot({ path: join(SHOTS, `${name}-${width}-${scheme}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 800 });
}

const TRACE = "5b8efff798038103d269b633813fc60c";

function request(name: string, span = "1"): string {
  const attributes = Object.entries({
    "openinference.span.kind": "LLM",
    "llm.input_messages.0.message.role": "user",
    "llm.input_messages.0.message.content": "Where is the parrot?",
    "shop.basket": "7",
  }).map(([key, value]) => ({ key, value: { stringValue: value } }));
  const times = { startTimeUnixNano: "1900000000000000000", endTimeUnixNano: "1900000000500000000" };
  const spans = [{ traceId: TRACE, spanId: span.repeat(16), name, attributes, ...times }];
  return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
}

test("[T34] traces of a file come in by the window, with what was understood of them", async ({ studio }) => {
  const { page, go } = studio;
  await go("traces");
  await page.getByRole("button", { name: "Import…" }).click();
  const dialog = page.getByRole("dialog", { name: "Import traces" });
  await expect(dialog.getByRole("button", { name: "Choose files" })).toBeFocused();
  await photograph(page, "choose");
  await dialog.locator("input[type=file]").setInputFiles([
    { name: "sent.json", mimeType: "application/json", buffer: Buffer.from(request("ask the model")) },
    { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("Hello") },
  ]);
  const sent = dialog.getByRole("region", { name: "sent.json" });
  await expect(sent.getByText("1 new span in 1 trace")).toBeVisible();
  await sent.getByText("Kept as they came").click();
  await expect(sent.getByText("shop.basket")).toBeVisible();
  await expect(dialog.getByRole("region", { name: "notes.txt" }).getByRole("alert")).toContainText(
    "cannot be read",
  );
  await expectAccessible(page);
  await photograph(page, "imported");
  await sent.getByRole("link", { name: "ask the model" }).click();
  await page.getByRole("tree").getByText("ask the model").first().click();
  await expect(page.getByText("Where is the parrot?").first()).toBeVisible();
  await photograph(page, "trace");
});

test("[T37] the receiver is switched on in the settings, waits, and tells what came in", async ({
  studio,
}) => {
  const { page, go } = studio;
  await go("settings");
  const section = page.getByRole("region", { name: "Traces of other programs" });
  const port = section.getByLabel("Port");
  await port.fill("43181");
  await section.getByRole("switch", { name: "Take traces" }).click();
  await expect(section.getByText("Waiting for the first span…")).toBeVisible();
  await expect(section.getByText("OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:43181")).toBeVisible();
  await section.scrollIntoViewIfNeeded();
  await photograph(page, "waiting");
  const sent = await fetch("http://127.0.0.1:43181/v1/traces", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: request("sent by a program", "2"),
  });
  expect(sent.status).toBe(200);
  await expect(section.getByText("1 span in 1 request")).toBeVisible();
  await expect(section.getByRole("link", { name: "sent by a program" })).toBeVisible();
  await expectAccessible(page);
  await photograph(page, "received");
  await section.getByRole("switch", { name: "Take traces" }).click();
  await expect(section.getByText("1 span in 1 request")).toBeHidden();
});
