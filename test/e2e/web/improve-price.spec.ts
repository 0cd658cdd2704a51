import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { test } from "#test/e2e/support/studio.ts";

/** Not this machine by its name, so that nobody knows what it costs; nothing listens there. */
const MODEL = { provider: "openai", name: "nobody-knows", baseUrl: "http://0.0.0.0:9/v1" };

test("[B6] a session and an assessment whose model has no price any more ask first, and go on once somebody says so", async ({
  studio,
}) => {
  const { page, ask, go, folder } = studio;
  const file = join(folder, "workspace.yaml");
  const before = readFileSync(file, "utf8");
  appendFileSync(file, "prices:\n  openai/nobody-knows: { input: 1, output: 1 }\n");
  const id = await ask(async (client) => {
    await client.settings.read();
    const { session } = await client.sessions.start({ model: MODEL, iterations: 1 });
    await client.sessions.pause({ session });
    writeFileSync(file, before);
    await client.settings.read();
    const shown = await client.resources.show({ resource: "prompt/order-clerk" });
    const rules = shown.variables.find(({ pointer }) => pointer.endsWith("/2/text"));
    const made = await client.proposals.propose({
      resource: "prompt/order-clerk",
      values: [{ pointer: rules?.pointer ?? "", value: `${String(rules?.value)}\nBe exact.` as never }],
      summary: "Ask for exactness",
    });
    return made.id;
  });
  const dialog = page.getByRole("dialog", { name: "What does this model cost?" });

  await go(`improve/proposal/${id}`);
  await page.getByRole("button", { name: /^Assess \(/ }).click();
  await expect(dialog.getByRole("alert")).toContainText("nobody-knows");
  await expect(dialog.getByRole("button", { name: "Go on" })).toBeDisabled();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();

  await go("improve/session/1");
  await page.getByRole("button", { name: "Resume", exact: true }).click();
  await dialog.getByRole("checkbox", { name: "It may cost what it does; nobody knows how much" }).check();
  await dialog.getByRole("button", { name: "Go on" }).click();
  await expect(dialog).toBeHidden();
  await expect
    .poll(async () => await ask(async (client) => (await client.sessions.show({ session: "1" })).state))
    .not.toBe("paused");
  await ask(async (client) => await client.sessions.stop({ session: "1" }));
});
