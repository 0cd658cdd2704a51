import { expect, type Locator, type Page } from "@playwright/test";
import { READS, expectAccessible, test, type Studio } from "#test/e2e/support/studio.ts";

/** Goes on with Tab until the element has the focus: whoever has no pointer gets there too. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  const most = 80;
  for (let press = 0; press < most; press += 1) {
    if (await element.evaluate((node) => node.matches(":focus"))) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("Tab does not get there");
}

/** Opens the palette, finds an entry by its words, and runs it once it is the first. */
async function runEntry(page: Page, words: string, id: string): Promise<void> {
  await page.keyboard.press("Control+K");
  await expect(page.getByLabel("Command palette").and(page.locator("input"))).toBeFocused();
  await page.keyboard.type(`>${words}`);
  await expect(page.locator("[data-row]").first()).toHaveAttribute("data-row", id);
  await page.keyboard.press("Enter");
}

const review = (page: Page) => page.getByRole("dialog", { name: "Before it lands" });

/** Reviews what was written and commits it, by keys. */
async function landByKeys(page: Page): Promise<void> {
  await page.keyboard.press("Control+Enter");
  await expect(review(page).getByRole("button", { name: "Commit" })).toBeEnabled({ timeout: 15_000 });
  await page.keyboard.press("Control+Enter");
  await expect(review(page)).toHaveCount(0);
}

async function keysAt({ ask }: Studio): Promise<readonly string[]> {
  const listed = await ask((client) => client.resources.list({}));
  return listed.map(({ kind, name }) => `${kind}/${name}`);
}

test.describe("in a workspace that has nothing yet", () => {
  test.use({ kind: "empty" });

  test("[L24] tool, prompt and agent are made by keyboard alone, and the first agent is the workspace's", async ({
    studio,
  }) => {
    test.setTimeout(180_000);
    const { page, go, ask } = studio;
    await go("resources");
    const steps = page.getByRole("region", { name: "Make it yours" });
    await expect(steps.getByRole("link")).toHaveText([
      "Connect a model",
      "Write a prompt",
      "Make an agent",
      "Bring in data",
    ]);
    await expectAccessible(page);

    await test.step("a tool of code, with its example", async () => {
      await runEntry(page, "New tool…", "new-tool");
      await expect(page.getByRole("textbox", { name: "Name", exact: true })).toBeFocused();
      await page.keyboard.type("word-count");
      await tabTo(page, page.getByRole("textbox", { name: "Description" }));
      await page.keyboard.type("Counts the words of a text.");
      await expectAccessible(page);
      await landByKeys(page);
      await expect(page.getByRole("heading", { name: "tool/word-count" })).toBeVisible();
    });

    await test.step("an agent with a prompt that is written in its form", async () => {
      await runEntry(page, "New agent…", "new-agent");
      await expect(page.getByRole("textbox", { name: "Name", exact: true })).toBeFocused();
      await page.keyboard.type("sorter");
      const form = page.getByRole("form", { name: "New agent" });
      await tabTo(page, form.getByRole("textbox", { name: "Description" }));
      await page.keyboard.type("Sorts tickets.");
      await tabTo(page, form.getByRole("button", { name: /^Model/ }));
      await page.keyboard.press("Enter");
      await page.keyboard.type("desk-1");
      // Enter takes what is selected, which the list is once its models have come.
      await expect(page.getByRole("option", { name: /desk-1/ }).first()).toHaveAttribute(
        "data-combobox-selected",
        "true",
      );
      await page.keyboard.press("Enter");
      await expect(form.getByRole("button", { name: /^Model/ })).toContainText("desk-1");
      await tabTo(page, form.getByRole("button", { name: "Write a new one here" }));
      await page.keyboard.press("Enter");
      await tabTo(page, form.getByRole("textbox", { name: "Text of rules" }));
      await page.keyboard.type("Sort the ticket for {{team}}.");
      await tabTo(page, form.getByRole("checkbox", { name: "word-count" }));
      await page.keyboard.press("Space");
      await expectAccessible(page);
      await landByKeys(page);
      await expect(page.getByRole("heading", { name: "agent/sorter" })).toBeVisible();
    });

    expect(await keysAt(studio)).toEqual(
      expect.arrayContaining(["prompt/sorter", "agent/sorter", "tool/word-count"]),
    );
    const { content } = await ask((client) => client.resources.show({ resource: "agent/sorter" }));
    expect(content).toMatchObject({
      prompt: "sorter",
      inputs: ["message", "team"],
      tools: ["word-count"],
      loop: "tool-calling",
      model: { provider: "simulated", name: "desk-1" },
    });
    await expect.poll(async () => (await ask((client) => client.settings.read())).agent).toBe("sorter");
  });
});

test("[L21] what an edit of the whole breaks, gains and concerns is said before it lands, and it is undone from its toast", async ({
  studio,
}) => {
  const { page, go, ask } = studio;
  await go("resources/tool/calculator");
  await page.getByRole("button", { name: "Edit tool/calculator" }).click();
  const form = page.getByRole("form", { name: "Edit tool/calculator" });
  await form.getByRole("textbox", { name: "Description" }).fill("Works out a sum.");
  await form.getByRole("button", { name: "Add an argument" }).click();
  await form.getByRole("textbox", { name: "Name of argument 2" }).fill("digits");
  await form.getByRole("checkbox", { name: "digits is required" }).uncheck();
  await expect(form.getByText("Becomes 1.1.0.")).toBeVisible();
  await expectAccessible(page);
  await form.getByRole("button", { name: "Review…" }).click();
  const dialog = review(page);
  await expect(dialog.getByText("Gains: run: optional input digits was added.")).toBeVisible();
  await expect(dialog.getByRole("link", { name: "agent/order-clerk" })).toBeVisible();
  await expect(dialog.getByText("1.1.0")).toBeVisible();
  await expect(
    dialog.getByText(/a gate of its own, with agent\/order-clerk on order-desk: up to/),
  ).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("textbox", { name: "What changed and why" }).fill("Take digits");
  await dialog.getByRole("button", { name: "Commit" }).click();
  await expect(page.getByText("Committed: Take digits")).toBeVisible();
  await expect(page.getByRole("link", { name: "Show the commit" })).toBeVisible();
  const versions = page.getByRole("region", { name: "Versions" }).getByRole("link");
  await expect(versions).toHaveCount(2);
  await page.getByRole("button", { name: "Undo" }).click();
  const readDescription = async () =>
    (await ask((client) => client.resources.show({ resource: "tool/calculator" }))).description;
  await expect.poll(readDescription).toMatch(/^Evaluates/);
});

test("[L21] an edit of the whole is proposed instead, and head stays as it is", async ({ studio }) => {
  const { page, go, ask } = studio;
  await go("resources/prompt/order-clerk?edit=form");
  const text = page.getByRole("textbox", { name: "Text of role" });
  // Letter by letter: the form that is kept from the first of them on is the same form.
  await text.press("Control+A");
  await text.pressSequentially("You take orders.");
  await expect(text).toHaveValue("You take orders.");
  await expect(text).toBeFocused();
  await page.getByRole("button", { name: "Review…" }).click();
  await review(page).getByRole("button", { name: "Propose and measure…" }).click();
  await expect(page).toHaveURL(/improve\/proposal\//);
  const [proposal] = await ask((client) => client.proposals.list({}));
  expect(proposal?.summary).toBe("Revise prompt/order-clerk: system · role");
  expect(await ask((client) => client.history.log({}))).toHaveLength(1);
});

test(
  "[L22] a form that is left is found again as it was, and thrown away only when that is said",
  READS,
  async ({ studio }) => {
    const { page, go } = studio;
    await go("resources/new/memory");
    const name = page.getByRole("textbox", { name: "Name", exact: true });
    await name.fill("habits");
    await page.getByRole("button", { name: "Add a record" }).click();
    await page.getByRole("textbox", { name: "Text of record 1" }).fill("They write dates backwards.");
    await name.press("Escape");
    await go("lineage");
    await go("resources");
    await page
      .locator('[data-pane="resources"]')
      .getByRole("link", { name: /habits/ })
      .click();
    await expect(page.getByRole("textbox", { name: "Text of record 1" })).toHaveValue(
      "They write dates backwards.",
    );
    await page.getByRole("button", { name: "Throw away…" }).click();
    const question = page.getByRole("dialog", { name: "Throw the text away?" });
    await expect(question).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(question).toHaveCount(0);
    await expect(name).toHaveValue("habits");
    await page.getByRole("button", { name: "Throw away…" }).click();
    await question.getByRole("button", { name: "Throw it away" }).click();
    await expect(page.locator('[data-pane="resources"]').getByRole("link", { name: /habits/ })).toHaveCount(
      0,
    );
  },
);

test(
  "[L22] Escape leaves the edit of a whole, which is drawn where it is read until it lands",
  READS,
  async ({ studio }) => {
    const { page, go } = studio;
    await go("resources/environment/desk-files?edit=form");
    await page.getByRole("textbox", { name: "Rules" }).fill("Only read.");
    await page.getByRole("textbox", { name: "Rules" }).press("Escape");
    await expect(page.getByText("What is drawn here is not committed yet.")).toBeVisible();
    await expect(page.getByRole("region", { name: "Rules" })).toContainText("Only read.");
    await expect(
      page.locator('[data-pane="resources"]').getByRole("link", { name: /desk-files not committed/ }),
    ).toBeVisible();
    await expectAccessible(page);
  },
);

test(
  "[L23] hostile input is refused at its field, by the host too, and nothing of it is lost",
  READS,
  async ({ studio }) => {
    const { page, go, ask } = studio;
    const before = (await ask((client) => client.history.log({}))).length;
    await go("resources/new/tool");
    const name = page.getByRole("textbox", { name: "Name", exact: true });
    for (const [typed, said] of [
      ["prompt/solver", "That names a resource of another kind, prompt."],
      ["calculator", "There is already a resource tool/calculator."],
      ["Word Count", "A name is 1 to 63 lower-case letters"],
    ] as const) {
      await name.fill(typed);
      await expect(name).toHaveAccessibleDescription(new RegExp(said));
    }
    await page.getByRole("button", { name: "Name it word-count" }).click();
    await expect(name).toHaveValue("word-count");
    const description = page.getByRole("textbox", { name: "Description" });
    await description.fill(`Counts. ${`sk-${"a1".repeat(12)}`}`);
    await expect(description).toHaveAccessibleDescription(/an OpenAI-style key/);
    await description.fill("Counts\u{e0041}\u{e0042} words.");
    await expect(description).toHaveAccessibleDescription(/nobody can see: 2 tag characters/);
    await page.getByRole("button", { name: "Review…" }).click();
    await expect(review(page)).toHaveCount(0);
    await expect(description).toBeFocused();
    await description.fill("Counts words.");

    // What only running it shows: the host's own refusal, at what it is about.
    await page
      .getByRole("region", { name: "Arguments" })
      .getByRole("textbox", { name: "Name of argument 1" })
      .fill("words");
    await expect(page.getByRole("region", { name: "Examples" }).getByRole("alert")).toContainText(
      "example 1",
    );
    await expect(name).toHaveValue("word-count");
    expect((await ask((client) => client.history.log({}))).length).toBe(before);
  },
);

test("[L23] the same content is checked the same way as JSON", READS, async ({ studio }) => {
  const { page, go } = studio;
  await go("resources/memory/house-notes?edit=form");
  await page.getByText("JSON", { exact: true }).click();
  const editor = page.getByRole("textbox", { name: "JSON" });
  await editor.focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("nothing");
  await expect(page.getByText("This is no well-formed JSON of an object.")).toBeVisible();
  await expect(page.getByRole("radio", { name: "Form" })).toBeDisabled();
  await expectAccessible(page);
});

test("words are locked where they are selected, drawn at once, and a lock is lifted where it is drawn", async ({
  studio,
}) => {
  const { page, go, ask } = studio;
  await go("resources/environment/desk-files");
  const rules = page.getByRole("region", { name: "Rules" });
  await rules.getByText("Files outlive", { exact: false }).dblclick({ position: { x: 8, y: 12 } });
  await page.getByRole("button", { name: "Lock the selected words" }).click();
  await expect(rules.locator(".text-locked")).toHaveText("Files");
  await page.getByRole("button", { name: "What binds Rules" }).click();
  await page.getByRole("textbox", { name: "Words that must stay" }).fill("not the run");
  await page.getByRole("button", { name: "Lock", exact: true }).click();
  await page.getByRole("checkbox", { name: "may evolve" }).uncheck();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(rules.locator(".text-locked")).toHaveCount(2);
  await rules.getByRole("button", { name: "Lift the lock on Files" }).click();
  await expect(rules.locator(".text-locked")).toHaveText("not the run");
  await page.getByRole("button", { name: "Review…" }).click();
  await review(page).getByRole("button", { name: "Commit" }).click();
  await expect(page.getByText(/^Committed: /)).toBeVisible();
  const { variables } = await ask((client) => client.resources.show({ resource: "environment/desk-files" }));
  expect(variables.find(({ pointer }) => pointer === "/rules")).toMatchObject({
    learnable: false,
    maxTokens: 400,
    locked: ["not the run"],
  });
});

test("what is in use is not retired before the way out is taken, is then shown on demand, and comes back", async ({
  studio,
}) => {
  const { page, go, ask } = studio;
  await go("resources/tool/calculator");
  await page.getByRole("button", { name: "More for tool/calculator" }).click();
  await page.getByRole("menuitem", { name: "Retire…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Retire tool\/calculator/ });
  await expect(dialog.locator("[role=alert][data-code=interface-broken]")).toBeVisible();
  await expect(dialog.getByRole("link", { name: "agent/solver" })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Detach from all 2 and retire…" }).click();
  await dialog.getByRole("button", { name: "Commit" }).click();
  await expect(page.getByText("Committed: Retire tool/calculator")).toBeVisible();
  const { content } = await ask((client) => client.resources.show({ resource: "agent/solver" }));
  expect(content).toMatchObject({ tools: ["done"] });

  await go("resources/agent/solver?edit=form");
  await expect(page.getByRole("checkbox", { name: "done" })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "calculator" })).toHaveCount(0);
  const list = page.locator('[data-pane="resources"]');
  await expect(list.getByRole("link", { name: /calculator/ })).toHaveCount(0);
  await list.getByRole("button", { name: "Show 1 archived" }).click();
  await list.getByRole("link", { name: /calculator/ }).click();
  await page.getByRole("button", { name: "More for tool/calculator" }).click();
  await page.getByRole("menuitem", { name: "Bring back into use…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Commit" }).click();
  await expect
    .poll(async () => (await ask((client) => client.resources.show({ resource: "tool/calculator" }))).state)
    .toBe("active");
});

test("a copy keeps where it came from, and is named in the same form", async ({ studio }) => {
  const { page, go, ask } = studio;
  const source = await ask((client) => client.resources.show({ resource: "agent/solver" }));
  await go("resources/new/agent?from=agent/solver");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("solver-two");
  await page.getByRole("textbox", { name: "Description" }).fill("Solves otherwise.");
  await page.getByRole("button", { name: "Review…" }).click();
  await review(page).getByRole("button", { name: "Commit" }).click();
  await expect(page.getByText(/^Committed: Add agent\/solver-two/)).toBeVisible();
  await expect(page.getByRole("heading", { name: "agent/solver-two" })).toBeVisible();
  const { content } = await ask((client) => client.resources.show({ resource: "agent/solver-two" }));
  expect(content).toMatchObject({
    description: "Solves otherwise.",
    metadata: { copiedFrom: { resource: "agent/solver", version: source.version } },
  });
});
