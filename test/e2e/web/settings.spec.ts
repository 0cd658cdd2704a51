import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { expectAccessible, test } from "#test/e2e/support/studio.ts";

test("caps and gate settings are written to workspace.yaml between its comments, and a new session has them", async ({
  studio,
}) => {
  const { page, go, folder, cli } = studio;
  const file = join(folder, "workspace.yaml");
  const before = readFileSync(file, "utf8");
  await go("settings");
  const caps = page.getByRole("region", { name: "Caps of new sessions" });
  await expect(caps.getByRole("button", { name: "Save" })).toBeDisabled();
  await caps.getByRole("textbox", { name: "Model calls" }).fill("1500");
  await caps.getByRole("textbox", { name: "Time (minutes)" }).fill("1.5");
  await caps.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved to workspace.yaml")).toBeVisible();
  expect(readFileSync(file, "utf8")).toBe(`${before}caps:\n  maxCalls: 1500\n  maxSeconds: 90\n`);
  await expect(caps.getByRole("textbox", { name: "Time (minutes)" })).toHaveValue("1.5");

  const gate = page.getByRole("region", { name: "Gate and optimizer" });
  await expect(gate.getByRole("textbox", { name: /Smallest effect worth accepting/ })).toHaveValue("0.01");
  await gate.getByRole("textbox", { name: /Smallest effect worth accepting/ }).fill("7");
  // Said at the field, before anything is sent.
  await expect(gate.getByText("must be 0 or more, less than 1")).toBeVisible();
  await expect(gate.getByRole("button", { name: "Save" })).toBeDisabled();
  // And it moves no field out of its row.
  const topOf = async (name: RegExp) => (await gate.getByRole("textbox", { name }).boundingBox())?.y;
  expect(await topOf(/Smallest effect/)).toBe(await topOf(/Acceptances by luck/));
  await gate.getByRole("textbox", { name: /Threads/ }).fill("65");
  await expect(gate.getByText("must be 1 to 64")).toBeVisible();
  expect(readFileSync(file, "utf8")).toContain("minEffect: 0.01");
  await gate.getByRole("button", { name: "Revert" }).click();

  const started = await cli("session", "start", "--iterations", "1", "--json");
  expect(JSON.parse(started.stdout)).toMatchObject({ caps: { maxCalls: 1500, maxSeconds: 90 } });
});

test("the theme is chosen here, the shortcuts are shown, and the workspace is found intact", async ({
  studio,
}) => {
  const { page, go, folder } = studio;
  await go("settings");
  await expect(page.getByText(join(folder, "workspace.sqlite"))).toBeVisible();
  const walls = page.getByRole("region", { name: "What evolved code runs in" });
  await expect(walls).toContainText("QuickJS in WebAssembly");
  await expect(walls).toContainText("may read its own code and nothing else");
  await page.getByText("Dark", { exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Show all shortcuts" }).click();
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Check the workspace" }).click();
  await expect(page.getByText(/Intact: \d+ blobs, \d+ versions, 1 commit and/)).toBeVisible();
});

test("[M8] the notices of what is in the window can be read in it, from the settings and the palette", async ({
  studio,
}) => {
  const { page, go } = studio;
  await go("settings");
  await page.getByRole("button", { name: "Show licences" }).click();
  const notices = page.getByRole("region", { name: "Licences" });
  await expect(notices).toContainText("Copyright (c) 2026 Autogenesis Studio contributors");
  await expect(notices.getByRole("heading", { name: /^react - / })).toBeAttached();
  await expect(notices.getByRole("heading", { name: /^@fontsource-variable\/inter - / })).toBeAttached();
  await page.keyboard.press("Escape");
  await expect(notices).toBeHidden();
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type(">Show licences");
  await page.keyboard.press("Enter");
  await expect(notices).toBeVisible();
});

test("[P15] rules of one's own are written in fields, stand in workspace.yaml, and can be chosen for a session", async ({
  studio,
}) => {
  const { page, go, folder } = studio;
  await go("settings");
  const section = page.getByRole("region", { name: "Who decides" });
  await section.getByRole("button", { name: "Add a rule" }).click();
  await expect(section.getByText("Each rule needs a name")).toBeVisible();
  await section.getByRole("textbox", { name: "Rule 1" }).fill("sure prompts");
  await section.getByRole("combobox", { name: "Touches only" }).click();
  await page.getByRole("option", { name: "prompts" }).click();
  await page.keyboard.press("Escape");
  await section.getByRole("combobox", { name: "Then" }).click();
  await page.getByRole("option", { name: "approve" }).click();
  await section.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved to workspace.yaml")).toBeVisible();
  expect(readFileSync(join(folder, "workspace.yaml"), "utf8")).toMatch(
    /policy:\n {2}- name: sure prompts\n {4}when:\n {6}kinds:\n {8}- prompt\n {4}action: approve\n$/,
  );
  await section.getByRole("combobox", { name: "Where nothing else is said" }).click();
  await page.getByRole("option", { name: "Go by my rules" }).click();
  await expect.poll(() => readFileSync(join(folder, "workspace.yaml"), "utf8")).toContain("approve: rules");
  await expect(section.getByRole("combobox", { name: "Where nothing else is said" })).toHaveValue(
    "Go by my rules",
  );
  await go("improve?start=1");
  const dialog = page.getByRole("dialog", { name: "Start a session" });
  await expect(dialog.getByRole("radio", { name: "Your rules decide" })).toBeChecked();
  await expectAccessible(page);
});
