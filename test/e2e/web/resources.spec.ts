import { expect } from "@playwright/test";
import type { ResourceKey } from "#core/domain/resource.ts";
import { READS, expectAccessible, test, type Studio } from "#test/e2e/support/studio.ts";

type Shown = Awaited<ReturnType<typeof showResource>>;

async function showResource({ ask }: Studio, resource: ResourceKey) {
  return await ask((client) => client.resources.show({ resource }));
}

test("the registry lists every resource by kind, and a filter narrows it", READS, async ({ studio }) => {
  const { page, ask, go } = studio;
  const listed = await ask((client) => client.resources.list({}));
  await go("resources");
  const pane = page.locator('[data-pane="resources"]');
  await expect(pane.getByRole("link")).toHaveCount(listed.length);
  await pane.getByRole("textbox", { name: "Filter" }).fill("arithmetic");
  await expect(pane.getByRole("link")).toHaveText([/calculator/]);
  await expectAccessible(page);
});

const EACH_KIND: readonly ResourceKey[] = [
  "prompt/order-clerk",
  "agent/order-clerk",
  "tool/calculator",
  "tool/done",
  "environment/desk-files",
  "memory/house-notes",
];

test(
  "each kind is read, with what depends on it, and nothing in it is out of reach",
  READS,
  async ({ studio }) => {
    const { page, go } = studio;
    for (const place of EACH_KIND) {
      await test.step(place, async () => {
        const { label } = await showResource(studio, place);
        await go(`resources/${place}`);
        await expect(page.getByRole("heading", { name: place })).toBeVisible();
        const about = page.getByRole("region", { name: "About" });
        await expect(about.getByText(label).first()).toBeVisible();
        await expect(about.getByRole("region", { name: "Versions" }).getByRole("link")).toHaveCount(1);
        await expectAccessible(page);
        await page.getByRole("button", { name: `More for ${place}` }).click();
        await expectAccessible(page);
        await page.getByRole("menuitem", { name: "Show as JSON" }).click();
        await expect(page.getByText('"description":')).toBeVisible();
        await page.getByRole("button", { name: "As read" }).click();
        await expect(page.getByText('"description":')).toBeHidden();
      });
    }
  },
);

test("a locked text and a slot are drawn where they stand", READS, async ({ studio }) => {
  const { page, go } = studio;
  await go("resources/prompt/order-clerk");
  await expect(page.locator(".text-locked").first()).toHaveText("House rules:");
  await expect(page.locator(".text-slot").first()).toHaveText(/\{\{\s*message\s*\}\}/);
});

test("an edit by hand is reviewed, committed with its message, and undone from its toast", async ({
  studio,
}) => {
  const { page, go } = studio;
  const pointer = "/messages/0/sections/2/text";
  const textOf = ({ variables }: Shown) => variables.find((variable) => variable.pointer === pointer)?.value;
  const before = await showResource(studio, "prompt/order-clerk");
  await go("resources/prompt/order-clerk");
  await page.getByRole("button", { name: "Edit rules" }).click();
  const field = page.getByRole("textbox", { name: "Edit rules" });
  await expect(field).toBeFocused();
  const commit = page.getByRole("button", { name: "Commit" });
  await expect(commit).toBeDisabled();
  await field.press("Control+End");
  await field.pressSequentially("\nWrite the currency as a code of three letters.");
  await page.getByRole("button", { name: "Review changes" }).click();
  await expect(page.locator(".diff-added")).toHaveText(/Write the currency as a code of three letters/);
  await expectAccessible(page);
  await page.getByRole("textbox", { name: "What changed and why" }).fill("Ask for currency codes");
  await commit.click();

  await expect(page.getByText("Committed: Ask for currency codes")).toBeVisible();
  const after = await showResource(studio, "prompt/order-clerk");
  expect(textOf(after)).toBe(`${String(textOf(before))}\nWrite the currency as a code of three letters.`);
  expect(after.label).not.toBe(before.label);
  await expect(page.getByRole("region", { name: "Versions" }).getByRole("link")).toHaveCount(2);

  await page.getByRole("button", { name: "Undo" }).click();
  await expect
    .poll(async () => textOf(await showResource(studio, "prompt/order-clerk")))
    .toBe(textOf(before));
});

test("[L14] Mod+Enter commits from where the text is written, and from nowhere else", async ({ studio }) => {
  const { page, go, ask } = studio;
  const countCommits = async () => (await ask(async (client) => await client.history.log({}))).length;
  await go("resources/prompt/order-clerk");
  await page.getByRole("button", { name: "Edit rules" }).click();
  const field = page.getByRole("textbox", { name: "Edit rules" });
  await field.press("Control+End");
  await field.pressSequentially(" Be brief.");
  const message = page.getByRole("textbox", { name: "What changed and why" });
  await message.fill("Be brief");
  const before = await countCommits();
  await message.press("Escape");
  await expect(page.getByRole("dialog", { name: "Throw the text away?" })).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("textbox", { name: "Filter" }).press("Control+Enter");
  await expect(field).toHaveValue(/ Be brief\.$/);
  expect(await countCommits()).toBe(before);
  await message.press("Control+Enter");
  await expect(page.getByText("Committed: Be brief")).toBeVisible();
  expect(await countCommits()).toBe(before + 1);
});

test(
  "an edit that breaks a lock is refused in place, and nothing of what was typed is lost",
  READS,
  async ({ studio }) => {
    const { page, go } = studio;
    await go("resources/prompt/order-clerk");
    await page.getByRole("button", { name: "Edit rules" }).click();
    await page.getByRole("textbox", { name: "Edit rules" }).fill("Anything goes.");
    await page.getByRole("textbox", { name: "What changed and why" }).fill("Start over");
    await page.getByRole("button", { name: "Commit" }).click();
    await expect(page.locator("[role=alert][data-code=locked-region]")).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Edit rules" })).toHaveValue("Anything goes.");
    await expectAccessible(page);
  },
);

test("an edit of what somebody else changed meanwhile is refused, then reviewed against what is there now", async ({
  studio,
}) => {
  const { page, go, ask } = studio;
  const pointer = "/messages/0/sections/2/text";
  const textOf = ({ variables }: Shown) => variables.find((variable) => variable.pointer === pointer)?.value;
  const before = String(textOf(await showResource(studio, "prompt/order-clerk")));
  await go("resources/prompt/order-clerk");
  await page.getByRole("button", { name: "Edit rules" }).click();
  const field = page.getByRole("textbox", { name: "Edit rules" });
  await field.fill(`${before}\nMine.`);
  await page.getByRole("textbox", { name: "What changed and why" }).fill("Add mine");
  const values = [{ pointer, value: `${before}\nTheirs.` }];
  await ask((client) =>
    client.resources.setVariables({ resource: "prompt/order-clerk", values, message: "Add theirs" }),
  );
  const versions = page.getByRole("region", { name: "Versions" }).getByRole("link");
  await expect(versions).toHaveCount(2);
  await page.getByRole("button", { name: "Commit" }).click();
  await expect(page.locator("[role=alert][data-code=head-moved]")).toBeVisible();
  await expect(field).toHaveValue(`${before}\nMine.`);
  expect(textOf(await showResource(studio, "prompt/order-clerk"))).toBe(`${before}\nTheirs.`);

  await page.getByRole("button", { name: "Review against the present version" }).click();
  await expect(page.locator(".diff-removed")).toHaveText(/Theirs/);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Commit" }).click();
  await expect(versions).toHaveCount(3);
  expect(textOf(await showResource(studio, "prompt/order-clerk"))).toBe(`${before}\nMine.`);
});

test("a text that is not committed stays with its resource, and is thrown away only when that is said", async ({
  studio,
}) => {
  const { page, go } = studio;
  await go("resources/prompt/order-clerk");
  await page.getByRole("button", { name: "Edit rules" }).click();
  const field = page.getByRole("textbox", { name: "Edit rules" });
  await field.fill("Half a thought");
  const resources = page.locator('[data-pane="resources"]');
  await resources.getByRole("link", { name: /calculator/ }).click();
  await expect(page.getByRole("heading", { name: "tool/calculator" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: /^Edit / })).toHaveCount(0);
  await go("lineage");
  await go("resources/prompt/order-clerk");
  await expect(field).toHaveValue("Half a thought");

  await page.keyboard.press("Escape");
  const question = page.getByRole("dialog", { name: "Throw the text away?" });
  await expect(question).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(question).toBeHidden();
  await expect(field).toHaveValue("Half a thought");
  await page.getByRole("button", { name: "Edit description" }).click();
  await question.getByRole("button", { name: "Throw it away" }).click();
  await expect(field).toBeHidden();
  await expect(page.getByRole("textbox", { name: "Edit description" })).toBeFocused();
});

test(
  "a number is refused before it is sent, and Escape leaves without a change",
  READS,
  async ({ studio }) => {
    const { page, go, ask } = studio;
    await go("resources/agent/order-clerk");
    await page.getByRole("button", { name: "Edit Steps at most" }).click();
    const field = page.getByRole("textbox", { name: "Edit Steps at most" });
    await field.fill("many");
    await expect(page.getByText("A number is expected.")).toBeVisible();
    await page.getByRole("textbox", { name: "What changed and why" }).fill("More steps");
    await expect(page.getByRole("button", { name: "Commit" })).toBeDisabled();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Throw it away" }).click();
    await expect(field).toBeHidden();
    expect(await ask((client) => client.history.log({}))).toHaveLength(1);
  },
);

test.describe("after a session", () => {
  test.use({ kind: "typical" });

  test(
    "an earlier version is read as it was, cannot be edited, and leads back to head",
    READS,
    async ({ studio }) => {
      const { page, go } = studio;
      await go("resources/prompt/order-clerk");
      const versions = page.getByRole("region", { name: "Versions" }).getByRole("link");
      await expect(versions).not.toHaveCount(1);
      await versions.last().click();
      await expect(page.getByText("An earlier version is read only.", { exact: false })).toBeVisible();
      await expect(page.getByRole("button", { name: /^Edit / })).toHaveCount(0);
      await expectAccessible(page);
      await page.getByRole("button", { name: "Back to head" }).click();
      await expect(page.getByRole("button", { name: "Edit rules" })).toBeVisible();
    },
  );
});

test("a name that is not there is said, with the way back in reach", READS, async ({ studio }) => {
  const { page, go } = studio;
  await go("resources/prompt/nobody");
  await expect(page.locator("[role=alert][data-code=resource-missing]").first()).toBeVisible();
  await expect(page.locator('[data-pane="resources"]').getByRole("link").first()).toBeVisible();
});
