import { expect, type Page } from "@playwright/test";
import { changes, openDesk, readRules, RULES, show } from "#test/e2e/support/review.ts";
import { expectAccessible, test, type Studio } from "#test/e2e/support/studio.ts";

test.use({ kind: "typical" });

const AGENT = "agent/order-clerk";

/*
 * Work on `main` while `try` is what the workspace shows: nothing that was about one branch is read from, or written to,
 * the other.
 */

const toast = (page: Page) => page.locator(".toast");

async function headOf({ ask }: Studio, branch: string): Promise<string> {
  const branches = await ask(async (client) => await client.branches.list());
  return branches.find(({ name }) => name === branch)?.head ?? "";
}

async function editRules({ ask }: Studio, branch: string, line: string): Promise<void> {
  await ask(async (client) => {
    const values = [{ pointer: RULES.pointer, value: `${await readRules(client, branch)}\n${line}` }];
    await client.resources.setVariables({ branch, resource: RULES.resource, values, message: line });
  });
}

async function showBranch({ ask }: Studio, name: string): Promise<void> {
  await ask(async (client) => await client.branches.switch({ name }));
}

const makeTry = async ({ ask }: Studio): Promise<unknown> =>
  await ask(async (client) => await client.branches.create({ name: "try" }));

test("[L15] a proposal is compared with the head of its own branch, and with the versions of that", async ({
  studio,
}) => {
  const { page, go } = studio;
  await makeTry(studio);
  await editRules(studio, "main", "A line of main's own.");
  const id = await openDesk(studio);
  expect((await show(studio, id)).obstacle).not.toBeNull();
  const onMain = await page.getByRole("checkbox", { name: /^Take part/ }).count();
  await showBranch(studio, "try");
  await editRules(studio, "try", "A line of the other one.");
  await go("home");
  await go(`improve/proposal/${id}`);
  await expect(changes(page).getByText("A line of main's own.").first()).toBeVisible();
  await expect(changes(page).getByText("A line of the other one.")).toHaveCount(0);
  await expect(page.getByRole("checkbox", { name: /^Take part/ })).toHaveCount(onMain);
  await page.getByRole("combobox", { name: "Compare with" }).click();
  // Head itself is the proposal's own base; what came before it on main can be chosen, what is on `try` cannot.
  await expect(page.getByRole("option", { name: /Start from Order desk/ })).toBeVisible();
  await expect(page.getByRole("option", { name: /of the other one/ })).toHaveCount(0);
  await page.keyboard.press("Escape");
  // What the variable is a part of is looked at where the proposal is.
  await changes(page).getByRole("link", { name: RULES.resource }).click();
  await expect(page.getByText("A line of main's own.")).toBeVisible();
});

test("[L15] a text that was begun on one branch is compared with it and committed there, and says so", async ({
  studio,
}) => {
  const { page, go } = studio;
  await makeTry(studio);
  await editRules(studio, "main", "A line of main's own.");
  await go(`resources/${RULES.resource}`);
  await page.getByRole("button", { name: "Edit rules" }).click();
  await expect(page.getByText("Goes to branch main.")).toBeVisible();
  const field = page.getByRole("textbox", { name: "Edit rules" });
  await field.press("Control+End");
  await field.pressSequentially("\nBe brief.");
  const message = page.getByRole("textbox", { name: "What changed and why" });
  await message.fill("Be");
  await showBranch(studio, "try");
  const elsewhere = page.getByText("The workspace now shows try.");
  const commit = page.getByRole("button", { name: /^Commit/ });
  // Both stay in sight with the text, however much of it there is.
  await page.setViewportSize({ width: 1280, height: 500 });
  for (const each of [elsewhere, commit]) await expect(each).toBeInViewport({ ratio: 1 });
  // Whoever is typing goes on where they are.
  await expect(message).toBeFocused();
  await page.keyboard.type(" brief");
  await expectAccessible(page);
  await expect(field).toHaveValue(/A line of main's own\.\nBe brief\.$/);
  await page.getByRole("button", { name: "Review changes" }).click();
  await expect(page.locator(".diff-added")).toHaveText([/Be brief\.$/]);
  const before = await headOf(studio, "try");
  await page.getByRole("button", { name: "Commit" }).click();
  await expect(toast(page).getByText("Committed: Be brief")).toBeVisible();
  expect(await headOf(studio, "try")).toBe(before);
  const rulesOfMain = async () => await studio.ask(async (client) => await readRules(client, "main"));
  expect(await rulesOfMain()).toMatch(/A line of main's own\.\nBe brief\.$/);
  await toast(page).getByRole("button", { name: "Undo" }).click();
  await expect.poll(rulesOfMain).toMatch(/A line of main's own\.$/);
  expect(await headOf(studio, "try")).toBe(before);
});

test("[L15] what a decision's toast cannot take back any more is asked about on that decision's branch", async ({
  studio,
}) => {
  const { page } = studio;
  await makeTry(studio);
  const id = await openDesk(studio);
  await showBranch(studio, "try");
  await editRules(studio, "try", "A line of the other one.");
  await expect(page.locator("header.top").getByText("on branch try")).toHaveCount(0);
  await expect(page.locator(".review-head").getByText("main")).toBeVisible();
  await page.getByRole("button", { name: /^Approve/ }).click();
  await expect(toast(page).getByRole("button", { name: "Undo" })).toBeVisible();
  const before = await headOf(studio, "try");
  await editRules(studio, "main", "Done since.");
  await toast(page).getByRole("button", { name: "Undo" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Done since.", { exact: true }).first()).toBeVisible();
  await expect(dialog.getByText(/on branch main/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByText("Undone: Done since.")).toBeVisible();
  expect(await studio.ask(async (client) => await readRules(client, "main"))).not.toContain("Done since.");
  expect([await headOf(studio, "try"), (await show(studio, id)).status]).toEqual([before, "approved"]);
});

test("[L15] a session is offered the agents of the branch it would start on, and what their model costs", async ({
  studio,
}) => {
  const { page, go } = studio;
  await makeTry(studio);
  const asked: string[] = [];
  page.on("websocket", (socket) => socket.on("framesent", ({ payload }) => asked.push(String(payload))));
  await page.reload();
  await go("improve?start=session");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Branch" }).click();
  await page.getByRole("option", { name: "try" }).click();
  await expect(dialog.getByText("0.00 USD")).toBeVisible();
  const hasAsked = (...parts: readonly string[]) =>
    asked.some((each) => parts.every((part) => each.includes(part)));
  expect(hasAsked("resources/list", '"at":"try"')).toBe(true);
  expect(hasAsked("resources/show", '"at":"try"', AGENT)).toBe(true);
  await dialog.getByText("How fast it goes").click();
  await dialog.getByLabel("Threads").fill("1");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Start", exact: true }).click();
  await expect(page.locator(".session-facts").getByText("try", { exact: true })).toBeVisible();
  expect(hasAsked("sessions/start", '"branch":"try"', '"workers":1')).toBe(true);
});

test("[L15] a version is restored on the branch it was chosen on", async ({ studio }) => {
  const { page, go } = studio;
  await makeTry(studio);
  const first = await headOf(studio, "main");
  await editRules(studio, "main", "A line of main's own.");
  await editRules(studio, "try", "A line of the other one.");
  await go(`lineage/${first}`);
  await page.locator("[data-pane=lineage-inspector]").getByRole("button", { name: "Restore" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Goes to branch main.")).toBeVisible();
  await showBranch(studio, "try");
  await expect(dialog.getByText("The workspace now shows try.")).toBeVisible();
  const before = await headOf(studio, "try");
  await dialog.getByRole("button", { name: "Restore this version" }).click();
  await expect(toast(page).getByText(/^Restored/)).toBeVisible();
  const rules = await studio.ask(async (client) => await readRules(client, "main"));
  expect([await headOf(studio, "try"), rules.includes("A line of main's own.")]).toEqual([before, false]);
});
