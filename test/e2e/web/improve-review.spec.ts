import { expect, type Locator, type Page } from "@playwright/test";
import type { CommitDocument } from "#core/contract/shapes.ts";
import { READS, expectAccessible, test, type Studio } from "#test/e2e/support/studio.ts";
import { RULES, changes, hunks, openDesk, readRules, show, waiting } from "#test/e2e/support/review.ts";

test.use({ kind: "typical" });

async function commits({ ask }: Studio): Promise<readonly CommitDocument[]> {
  return await ask((client) => client.history.log({}));
}

async function stateOf({ ask }: Studio, session: string): Promise<string> {
  const { state, stopped } = await ask((client) => client.sessions.show({ session }));
  return `${state} ${stopped?.by ?? ""}`;
}

/** The lines that a proposal adds to the rules, from the top: the first belongs to its first hunk, the last to its last. */
async function additions(studio: Studio, id: string): Promise<readonly string[]> {
  const [change] = (await show(studio, id)).changes;
  const before = new Set(String(change?.before).split("\n"));
  return String(change?.after)
    .split("\n")
    .filter((line) => !before.has(line));
}

const evidence = (page: Page): Locator => page.getByRole("region", { name: "Evidence", exact: true });
const toast = (page: Page): Locator => page.locator(".toast");

/** What follows from the decision follows at once. */
async function goOn(page: Page): Promise<void> {
  await toast(page).getByRole("button", { name: "Go on now" }).click();
}

/** What tells of a decision stands over nothing that leads on. */
async function expectApart(notice: Locator, foot: Locator): Promise<void> {
  const [above, below] = [await notice.boundingBox(), await foot.boundingBox()];
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
}

/** The button of what remains when the first part is left out. */
async function proposeRest(page: Page): Promise<Locator> {
  const total = await hunks(page).count();
  return page.getByRole("button", { name: `Propose ${total - 1} of ${total} parts…` });
}

test(
  "the change stands beside what it is worth, and every figure leads to its runs",
  READS,
  async ({ studio }) => {
    const { page } = studio;
    const id = await openDesk(studio);
    const { assessment } = await show(studio, id);
    await expect(
      evidence(page).getByText(/More items (fully right|better than worse, and .*): \d+ items/),
    ).toBeVisible();
    // Both halves that decide, on the same items, and the mean beside them.
    await expect(evidence(page).getByText(`n=${assessment?.n ?? 0}`)).toHaveCount(2);
    await expect(evidence(page).getByText("Items better less items worse")).toBeVisible();
    await expect(evidence(page).getByText("Mean score", { exact: true })).toBeVisible();
    const [added = ""] = await additions(studio, id);
    await expect(changes(page).locator(".code-diff").getByText(added)).toBeVisible();
    await expect(page.getByRole("textbox", { name: "system · rules after" })).toBeAttached();

    await expect(evidence(page).getByText("McNemar")).toBeHidden();
    await evidence(page).getByText("Statistics").click();
    await expect(evidence(page).getByText("McNemar, two-sided p")).toBeVisible();
    await expect(evidence(page).getByText(/fixed n, right only had n been set beforehand/)).toBeVisible();
    await expectAccessible(page);

    const flip = evidence(page)
      .getByTitle(/open the candidate's run$/)
      .first();
    await flip.click();
    await expect(page).toHaveURL(/#\/traces\/[0-9a-f]{32}$/);
    await page.goBack();
    const cited = evidence(page)
      .getByRole("link", { name: /^run of / })
      .first();
    await cited.click();
    await expect(page).toHaveURL(/#\/traces\/[0-9a-f]{32}\?span=[0-9a-f]{16}$/);
    await page.goBack();
  },
);

test("an approval is a commit at once, and the session goes on by itself, wherever pointer and window are", async ({
  studio,
}) => {
  const { page } = studio;
  const id = await openDesk(studio);
  const before = (await commits(studio)).length;
  // Nothing that a stray key could press.
  await expect(page.getByRole("button", { name: /^Approve/ })).not.toBeFocused();
  await page.getByRole("button", { name: /^Approve/ }).click();
  await expect(toast(page).getByText(/Session 2 goes on in \d+ s\./)).toBeVisible();
  const outcome = page.locator(".decision");
  await expect(outcome.getByText(/approved by /)).toBeVisible();
  await expectApart(toast(page), outcome);
  const log = await commits(studio);
  expect([log.length, log[0]?.proposal]).toEqual([before + 1, id]);
  expect(await stateOf(studio, "2")).toBe("waiting waiting");
  await expectAccessible(page);
  await expect(outcome.getByText(log[1]?.id.slice(0, 7) ?? "none")).toBeVisible();
  await outcome.getByRole("link", { name: log[0]?.id.slice(0, 7) ?? "none" }).focus();
  await toast(page).hover();
  await studio.go("lineage");
  await expect.poll(async () => stateOf(studio, "2")).toBe("stopped iterations");
});

test("its toast takes an approval back, and then the session stays where it is", async ({ studio }) => {
  const { page } = studio;
  await openDesk(studio);
  const before = (await commits(studio)).length;
  await page.keyboard.press("a");
  await toast(page).getByRole("button", { name: "Undo" }).click();
  await expect(toast(page).getByText(/^Undone: Approve proposal .* stays where it is/)).toBeVisible();
  expect((await commits(studio)).length).toBe(before + 2);
  expect(await stateOf(studio, "2")).toBe("waiting waiting");
});

for (const [button, key, kind, status] of [
  ["Reject", "x", "reject", "rejected"],
  ["Send back", "c", "send-back", "sent-back"],
] as const) {
  test(`${button} takes a reason and chips to the proposer, and the session goes on`, async ({ studio }) => {
    const { page } = studio;
    const id = await openDesk(studio);
    await page.keyboard.press(key);
    const composer = page
      .getByRole("region", { name: /proposal/ })
      .filter({ has: page.getByRole("textbox") });
    const confirm = composer.getByRole("button", { name: new RegExp(`^${button}`) });
    await expect(composer.getByRole("textbox", { name: "Reason" })).toBeFocused();
    await expect(confirm).toBeDisabled();
    await expectAccessible(page);
    // In a text the same letters are letters.
    await page.keyboard.type("axe jk");
    await expect(page).toHaveURL(new RegExp(`/${id}$`));
    await composer.getByRole("button", { name: "over-general" }).click();
    await page.keyboard.press("Control+Enter");
    await expect.poll(async () => (await show(studio, id)).status).toBe(status);
    expect((await show(studio, id)).decision).toMatchObject({
      kind,
      reason: "axe jk",
      chips: ["over-general"],
      isOverride: false,
    });
    await goOn(page);
    await expect.poll(async () => stateOf(studio, "2")).toBe("stopped iterations");
  });
}

test("a session can be kept waiting after a refusal, which stands", async ({ studio }) => {
  const { page } = studio;
  const id = await openDesk(studio);
  await page.keyboard.press("x");
  await page.keyboard.type("No");
  await page.keyboard.press("Control+Enter");
  await toast(page).getByRole("button", { name: "Keep session 2 waiting" }).click();
  await expect(toast(page).getByText("Session 2 stays where it is until you resume it.")).toBeVisible();
  expect((await show(studio, id)).status).toBe("rejected");
  expect(await stateOf(studio, "2")).toBe("waiting waiting");
  // The same stands there when the program ended before the ten seconds did.
  await expect(page.getByText("Session 2 waits, and nothing is left to decide.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Let session 2 go on" }).click();
  await expect.poll(async () => stateOf(studio, "2")).toBe("stopped iterations");
});

/** Sees also what is on screen for a moment: after each change, whether the desk offers to let a session go on. */
const WATCH = `
  var stoodStill = false;
  new MutationObserver(() => {
    stoodStill ||= /Let session \\d+ go on/.test(document.body.textContent);
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
`;

test("[W5] a session that goes on by itself is never said to stand still", async ({ studio }) => {
  const { page } = studio;
  await openDesk(studio);
  await page.evaluate(WATCH);
  await page.keyboard.press("a");
  await expect(toast(page).getByText(/Session 2 goes on in \d+ s\./)).toBeVisible();
  await expect.poll(async () => stateOf(studio, "2")).toBe("stopped iterations");
  await expect(page.locator(".decision").getByRole("link", { name: "To session 2" })).toBeVisible();
  expect(await page.evaluate("stoodStill")).toBe(false);
});

test("[W5] a window that is closed within the ten seconds leaves a session that goes on", async ({
  studio,
}) => {
  const { page } = studio;
  await openDesk(studio);
  await page.keyboard.press("a");
  await expect(toast(page).getByText(/Session 2 goes on in \d+ s\./)).toBeVisible();
  await page.close();
  expect(await stateOf(studio, "2")).toBe("waiting waiting");
  await expect.poll(async () => stateOf(studio, "2"), { timeout: 30_000 }).toBe("stopped iterations");
});

test("Esc leaves a refusal undone", READS, async ({ studio }) => {
  const { page } = studio;
  const id = await openDesk(studio);
  await page.keyboard.press("x");
  await page.keyboard.type("No");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("textbox", { name: "Reason" })).toBeHidden();
  expect((await show(studio, id)).status).toBe("waiting");
  await page.keyboard.press("j");
  await expect(page).not.toHaveURL(new RegExp(`/${id}$`));
});

test("keys go on acting after an edit was left and after a decision", async ({ studio }) => {
  const { page } = studio;
  const id = await openDesk(studio);
  await page.keyboard.press("e");
  await page.getByRole("textbox", { name: "system · rules after" }).focus();
  await page.getByRole("button", { name: "Discard edits" }).click();
  await expect(hunks(page).first()).toBeVisible();
  await page.keyboard.press("n");
  await expect(hunks(page).first()).toBeFocused();
  await page.getByRole("button", { name: /^Approve/ }).click();
  await expect(page.locator(".decision").getByText(/approved by /)).toBeVisible();
  await page.keyboard.press("j");
  await expect(page).not.toHaveURL(new RegExp(`/${id}$`));
});

test("part of a change is a proposal of its own: assessed first, then approved, instead of the whole", async ({
  studio,
}) => {
  const { page } = studio;
  const id = await openDesk(studio);
  await hunks(page).first().click();
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeDisabled();
  await expect(evidence(page).getByText(/^About the whole change/)).toBeVisible();
  await (await proposeRest(page)).click();
  const [left, taken] = [(await additions(studio, id))[0], (await additions(studio, id)).at(-1)];
  const title = page.getByRole("textbox", { name: "What this proposal does" });
  await expect(title).toHaveValue(new RegExp(taken?.replace(/^- /, "").slice(0, 20) ?? "none"));
  expect(await title.inputValue()).not.toContain(left?.replace(/^- /, ""));
  await page.getByRole("button", { name: "Make the proposal" }).click();
  await expect(page).not.toHaveURL(new RegExp(`/${id}$`));
  const part = page.url().split("/").at(-1) ?? "";

  const made = await show(studio, part);
  expect([made.status, made.origin]).toEqual(["draft", id]);
  expect(made.changes[0]?.after).toContain(taken);
  expect(made.changes[0]?.after).not.toContain(left);
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeDisabled();
  await expect(page.getByText("Not assessed yet")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: /^Assess \(about \d+ runs, 0\.00 USD, simulated\)$/ }).click();
  await expect(evidence(page).getByText(/of at most 400 items/)).toBeVisible();
  await expect.poll(async () => (await show(studio, part)).status, { timeout: 60_000 }).toBe("waiting");
  const { verdict } = await show(studio, part);
  if (verdict === "accept") await page.getByRole("button", { name: /^Approve/ }).click();
  else {
    await page.getByRole("button", { name: /^Approve against the gate…/ }).click();
    await page.keyboard.type("Half of it is plainly right.");
    await page.getByRole("button", { name: /^Approve against the gate/ }).click();
  }
  await expect(toast(page).getByText(`It supersedes proposal ${id}`)).toBeVisible();
  expect(await show(studio, id)).toMatchObject({ status: "superseded", decision: null });
  await goOn(page);
  await expect.poll(async () => stateOf(studio, "2")).toBe("stopped iterations");
});

test("an edit is a proposal of its own too, and while it is written letters are letters", async ({
  studio,
}) => {
  const { page } = studio;
  const id = await openDesk(studio);
  await page.keyboard.press("e");
  await expect(page.getByText("what you save becomes a proposal of its own")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save as a proposal…" })).toBeDisabled();
  const text = page.getByRole("textbox", { name: "system · rules after" });
  await text.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Be exact, ask again.");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save as a proposal…" }).click();
  await page.getByRole("button", { name: "Make the proposal" }).click();
  await expect(page.getByRole("link", { name: `from proposal ${id}` })).toBeVisible();
  const edited = page.url().split("/").at(-1) ?? "";
  const { after: whole } = (await show(studio, id)).changes[0] ?? {};
  expect((await show(studio, edited)).changes[0]?.after).toBe(`${String(whole)}\nBe exact, ask again.`);
  expect((await show(studio, id)).status).toBe("waiting");
});

test("what was typed outlives news of the proposal", async ({ studio }) => {
  const { page } = studio;
  const id = await openDesk(studio);
  await page.keyboard.press("e");
  await page.getByRole("textbox", { name: "system · rules after" }).focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Be exact.");
  await studio.ask(async (client) => {
    const values = [{ ...RULES, value: `${await readRules(client)}\nBe kind.` }];
    await client.proposals.derive({ id, values, summary: "Be kind" });
  });
  await expect(page.getByRole("link", { name: /Be kind/ })).toBeVisible();
  await page.getByRole("button", { name: "Save as a proposal…" }).click();
  await page.getByRole("button", { name: "Make the proposal" }).click();
  await expect(page.getByRole("link", { name: `from proposal ${id}` })).toBeVisible();
  const edited = page.url().split("/").at(-1) ?? "";
  expect((await show(studio, edited)).changes[0]?.after).toMatch(/ Be exact\.$/);
});

test("a double click makes one proposal, and one approval", async ({ studio }) => {
  const { page } = studio;
  const id = await openDesk(studio);
  await hunks(page).first().click();
  await (await proposeRest(page)).click();
  await page.getByRole("button", { name: "Make the proposal" }).dblclick();
  await expect(page.getByRole("link", { name: `from proposal ${id}` })).toBeVisible();
  await studio.go(`improve/proposal/${id}`);
  await page.getByRole("button", { name: /^Approve/ }).dblclick();
  await expect(page.locator(".decision").getByText(/approved by /)).toBeVisible();
  const all = await studio.ask((client) => client.proposals.list({}));
  expect(all.filter(({ author }) => author.kind === "person")).toHaveLength(1);
  await expect(toast(page)).toHaveCount(1);
});

test(
  "a hunk at the edge of a long difference stays under the pointer that clicks it",
  READS,
  async ({ studio }) => {
    const { page } = studio;
    await page.setViewportSize({ width: 1280, height: 420 });
    await openDesk(studio);
    const first = hunks(page).first();
    const { x, y, width, height } = (await first.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await expect(first).toBeFocused();
    expect(await first.boundingBox()).toMatchObject({ x, y });
    await page.mouse.up();
    await expect(first).not.toBeChecked();
  },
);

test(
  "in a difference that is read keys act; in one that is edited they are text",
  READS,
  async ({ studio }) => {
    const { page } = studio;
    const id = await openDesk(studio);
    const [added = ""] = await additions(studio, id);
    const line = changes(page).locator(".code-diff").getByText(added);
    await line.click();
    await page.keyboard.press("n");
    await expect(hunks(page).first()).toBeFocused();
    await line.click();
    await page.keyboard.press("j");
    await expect(page).not.toHaveURL(new RegExp(`/${id}$`));
    await page.goBack();
    await studio.go(`improve/proposal/${id}`);
    await expect(hunks(page).first()).toBeVisible();
    await line.click();
    await page.keyboard.press("e");
    await page.getByRole("textbox", { name: "system · rules after" }).focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("Why?jkxa");
    await expect(changes(page).locator(".code-diff").getByText("Why?jkxa")).toBeVisible();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(page).toHaveURL(new RegExp(`/${id}$`));
  },
);

test("against the gate it is approved only with a reason, which stays with it", async ({ studio }) => {
  const { page, go } = studio;
  const origin = await waiting(studio);
  const useless = await studio.ask(async (client) => {
    const values = [
      { resource: RULES.resource, pointer: RULES.pointer, value: `${await readRules(client)}\nBe kind.` },
    ];
    const { id } = await client.proposals.derive({ id: origin, values, summary: "Be kind" });
    await client.proposals.assess({ id });
    return id;
  });
  expect((await show(studio, useless)).verdict).not.toBe("accept");
  await go(`improve/proposal/${useless}`);
  await expect(hunks(page).first()).toBeVisible();
  await page.keyboard.press("a");
  const confirm = page.getByRole("button", { name: /^Approve against the gate/ });
  await expect(page.getByRole("textbox", { name: "Reason" })).toBeFocused();
  await expect(confirm).toBeDisabled();
  await page.keyboard.type("We are kind here.");
  await confirm.click();
  await expect.poll(async () => (await show(studio, useless)).status).toBe("approved");
  expect((await show(studio, useless)).decision).toMatchObject({
    isOverride: true,
    reason: "We are kind here.",
  });
  await expect(
    page.getByText(/approved against the gate: \d+ items? fixed, \d+ broken, .* fully right, n=\d+/),
  ).toBeVisible();
});

test("evidence about another system is hatched, approves nothing, and can be gathered again", async ({
  studio,
}) => {
  const { page } = studio;
  const id = await openDesk(studio);
  await studio.ask(async (client) => {
    const { variables } = await client.resources.show({ resource: "tool/calculator" });
    const code = String(variables.find(({ pointer }) => pointer === "/code")?.value);
    const values = [{ pointer: "/code", value: `${code}\n// Looked through.` }];
    await client.resources.setVariables({ resource: "tool/calculator", values, message: "Look through" });
  });

  await expect(evidence(page).getByText("Stale evidence")).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeDisabled();
  await expectAccessible(page);
  await page.getByRole("button", { name: /^Assess again/ }).click();
  await expect.poll(async () => (await show(studio, id)).isStale, { timeout: 60_000 }).toBe(false);
  await expect(evidence(page).getByText("Stale evidence")).toBeHidden();
});

test("an assessment can be stopped; what was asked for is asked again later", async ({ studio }) => {
  const { page } = studio;
  const memory = page.getByRole("link", { name: /Remember what session 1 learned/ });
  await studio.go("improve");
  await memory.click();
  const id = page.url().split("/").at(-1) ?? "";
  await expect(changes(page).getByText("new record").first()).toBeVisible();
  await page.getByRole("button", { name: /^Assess \(/ }).click();
  await page.getByRole("button", { name: "Stop assessing" }).click();
  await expect.poll(async () => (await show(studio, id)).status).toBe("draft");
  await expect(page.getByRole("button", { name: /^Assess \(/ })).toBeVisible();
  await expect(page.locator(".toast-bad")).toHaveCount(0);
});

test("a deferred proposal waits on the desk until it is brought back", async ({ studio }) => {
  const { page } = studio;
  const id = await openDesk(studio);
  await page.getByRole("button", { name: "More decisions" }).click();
  await page.getByRole("menuitem", { name: "Defer" }).click();
  await expect.poll(async () => (await show(studio, id)).status).toBe("deferred");
  await expect(page.getByRole("heading", { name: /^Deferred/ })).toBeVisible();
  await page.getByRole("button", { name: "Bring back" }).click();
  await expect.poll(async () => (await show(studio, id)).status).toBe("waiting");
});

test("by keys alone: to the proposal, through its hunks, leaving one, taking it again, and approving", async ({
  studio,
}) => {
  const { page } = studio;
  const id = await openDesk(studio);
  await page.keyboard.press("j");
  await expect(page).not.toHaveURL(new RegExp(`/${id}$`));
  await expect(page.locator("[data-pane=review-changes]")).toBeFocused();
  await page.keyboard.press("k");
  await expect(page).toHaveURL(new RegExp(`/${id}$`));
  await expect(hunks(page).first()).toBeVisible();
  await page.keyboard.press("n");
  await expect(hunks(page).first()).toBeFocused();
  await page.keyboard.press("n");
  await expect(hunks(page).nth(1)).toBeFocused();
  await page.keyboard.press("p");
  await page.keyboard.press("Space");
  await expect(hunks(page).first()).not.toBeChecked();
  const total = await hunks(page).count();
  await expect(page.getByText(`${total - 1} of ${total}`, { exact: true })).toBeVisible();
  // What is there to approve is not the whole: the key does nothing.
  await page.keyboard.press("a");
  await page.keyboard.press("Space");
  await expect(hunks(page).first()).toBeChecked();
  // Each key came after the one before was dealt with: had that approved, this would be said.
  expect((await show(studio, id)).status).toBe("waiting");
  await expect(toast(page)).toHaveCount(0);
  await page.keyboard.press("a");
  await expect.poll(async () => (await show(studio, id)).status).toBe("approved");
});
