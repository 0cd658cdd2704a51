import { expect } from "@playwright/test";
import { READS, expectAccessible, test } from "#test/e2e/support/studio.ts";
import { startOpenAiServer } from "#test/support/openai-server.ts";

const embed = (text: string): number[] => [(text.match(/arithmetic|reckon|calculator/gi) ?? []).length, 0.1];

test("[R37] resources are searched by meaning from their filter, and it is said which way they were found", async ({
  studio,
}) => {
  const { page, go, ask } = studio;
  const server = await startOpenAiServer({ reply: [], embed });
  try {
    await go("resources");
    const pane = page.locator('[data-pane="resources"]');
    const filter = pane.getByRole("textbox", { name: "Filter" });
    await filter.fill("arithmetic expressions");
    await filter.press("Enter");
    await expect(pane.getByText("By words", { exact: true })).toBeVisible();
    await expect(pane.getByText(/no model of embeddings is chosen/)).toBeVisible();
    await expect(pane.getByRole("listitem").getByRole("link").first()).toHaveText(/calculator/);
    await expectAccessible(page);

    await ask((client) => client.connections.save({ name: "team", connection: { baseUrl: server.baseUrl } }));
    await ask((client) => client.settings.save({ embeddings: "team/e-1" }));
    await filter.fill("reckon");
    await pane.getByRole("button", { name: "Search by meaning" }).click();
    await expect(pane.getByText("By meaning, as team/e-1 has it")).toBeVisible();
    await expect(pane.getByRole("link").filter({ hasText: "calculator" })).toBeVisible();
    await expectAccessible(page);
    await pane.getByRole("button", { name: "Show all" }).click();
    await expect(pane.getByText("By meaning")).toBeHidden();
  } finally {
    await server.close();
  }
});

test("[V27] the contract is read as one text, and copied", READS, async ({ studio, context }) => {
  const { page, go, ask } = studio;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await go("resources");
  await page.getByRole("button", { name: "Contract as text" }).click();
  await expect(page.getByText("## agent/order-clerk")).toBeVisible();
  await expectAccessible(page);
  await page.locator('[data-pane="contract"]').getByRole("button", { name: "Copy", exact: true }).click();
  const { text } = await ask((client) => client.resources.contractText({}));
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe(text);
});

test("[R36] how a resource stands is told beside it, and what a run left of an environment", async ({
  studio,
}) => {
  const { page, go, ask } = studio;
  await go("resources/environment/desk-files");
  const state = page.getByRole("region", { name: "How it stands" });
  await expect(state.getByText("1 file")).toBeVisible();
  await expect(state.getByText("nothing yet")).toBeVisible();
  await ask((client) =>
    client.resources.change({
      edits: [{ type: "attach", resource: "agent/order-clerk", part: "environment/desk-files" }],
      message: "Let it use files",
    }),
  );
  const { run } = await ask((client) => client.runs.run({ agent: "order-clerk", task: "A lamp, please." }));
  await state.getByRole("textbox", { name: "Left by a run" }).fill(run);
  await state.getByRole("button", { name: "Ask" }).click();
  await expect(state.getByText("as it had begun")).toBeVisible();
  await expectAccessible(page);
  await go("resources/memory/house-notes");
  await expect(state.getByText("0 of 0 records, 0 tokens")).toBeVisible();
});

test("[V28] a dataset is deleted by its name where nothing rests on it, else archived and put back", async ({
  studio,
}) => {
  const { page, go, ask } = studio;
  const lines = Array.from({ length: 8 }, (_, at) => `{"question":"${at}?","answer":"${at}"}`).join("\n");
  await ask((client) => client.data.import({ name: "sums", source: { text: lines }, format: "jsonl" }));
  await ask((client) => client.runs.evaluate({ dataset: "order-desk", split: "validation", limit: 1 }));
  await go("data/order-desk");
  await page.getByRole("button", { name: "Delete…" }).click();
  await expect(page.getByText("1 scored run")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
  await page.getByRole("button", { name: "Archive" }).click();
  await expect(page.getByText("order-desk is off the lists")).toBeVisible();
  await go("data/sums");
  const list = page.locator('[data-pane="datasets"]');
  await expect(list.getByRole("link", { name: /order-desk/ })).toBeHidden();
  await list.getByRole("button", { name: "Show 1 archived" }).click();
  await expect(list.getByRole("link", { name: /order-desk/ })).toBeVisible();

  await page.getByRole("button", { name: "Delete…" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete sums?" });
  await expect(dialog.getByRole("button", { name: "Delete" })).toBeDisabled();
  await dialog.getByRole("textbox").fill("sums");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("Deleted: sums")).toBeVisible();
  expect((await ask((client) => client.data.list())).map(({ name }) => name)).toEqual(["order-desk"]);
});
