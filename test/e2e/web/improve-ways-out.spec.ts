import { expect, type Locator, type Page } from "@playwright/test";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { ERROR_CODES } from "#core/base/error-codes.ts";
import { PROPOSAL_STATUSES, REASON_CHIPS } from "#core/domain/proposal.ts";
import { expectAccessible, test, type Studio } from "#test/e2e/support/studio.ts";

test.use({ kind: "typical" });

const RULES = { resource: "prompt/order-clerk", pointer: "/messages/0/sections/2/text" } as const;

async function readRules(client: WorkspaceClient): Promise<string> {
  const { variables } = await client.resources.show({ resource: RULES.resource });
  return String(variables.find(({ pointer }) => pointer === RULES.pointer)?.value);
}

async function waiting({ ask }: Studio): Promise<string> {
  const [first] = await ask((client) => client.proposals.list({ status: "waiting" }));
  return first?.id ?? "";
}

const parts = (page: Page): Locator => page.getByRole("checkbox", { name: /^Take part/ });

test("[P11] where the head changed the same lines nothing is offered that cannot work: it is edited or rejected", async ({
  studio,
}) => {
  const { page } = studio;
  const id = await waiting(studio);
  await studio.go(`improve/proposal/${id}`);
  await expect(parts(page).first()).toBeVisible();
  await studio.ask(async (client) => {
    const values = [{ pointer: RULES.pointer, value: `${await readRules(client)}\nBe kind.` }];
    await client.resources.setVariables({ resource: RULES.resource, values, message: "Be kind" });
  });
  await expect(
    page.getByText(/It does not fit on the present head: .* Edit it there, or reject it\./),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: /^Assess/ })).toHaveCount(0);
  await expect(parts(page).first()).toBeDisabled();
  await expectAccessible(page);
  await page.getByRole("button", { name: /^Edit on the present head/ }).click();
  const text = page.getByRole("textbox", { name: "system · rules after" });
  await expect(text).toBeFocused();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Be kind.");
  await page.getByRole("button", { name: "Save as a proposal…" }).click();
  await page.getByRole("button", { name: "Make the proposal" }).click();
  await expect(page.getByRole("link", { name: `from proposal ${id}` })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Assess \(/ })).toBeEnabled();
});

test("[P10] what a cap stopped is measured with other caps, and the page says which stopped it", async ({
  studio,
}) => {
  const { page, cli } = studio;
  await cli("session", "start", "--iterations", "1", "--seed", "7", "--max-calls", "150");
  const [session] = await studio.ask((client) => client.sessions.list());
  const proposals = await studio.ask((client) => client.proposals.list({ session: session?.session ?? "" }));
  const left = proposals.find(({ status }) => status === "draft");
  expect(left).toBeDefined();
  await studio.go(`improve/proposal/${left?.id ?? ""}`);
  await expect(page.getByText(/of at most 0/)).toHaveCount(0);
  await expect(page.locator(".review-title-line").getByText("unassessed")).toBeVisible();
  await page.getByRole("button", { name: "Assess with other caps…" }).click();
  const dialog = page.getByRole("dialog");
  await expectAccessible(page);
  await dialog.getByRole("textbox", { name: "Model calls" }).fill("9000");
  await dialog.getByRole("button", { name: "Assess" }).click();
  await expect
    .poll(async () => (await studio.ask((client) => client.proposals.show({ id: left?.id ?? "" }))).status, {
      timeout: 60_000,
    })
    .toBe("waiting");
});

test("[P14] an edit in Resources is proposed instead of committed, and its desk says what measuring takes", async ({
  studio,
}) => {
  const { page } = studio;
  const head = await studio.ask(async (client) => (await client.workspace.info()).head);
  await studio.go("resources/prompt/order-clerk");
  await page.getByRole("button", { name: "Edit rules" }).click();
  const text = page.getByRole("textbox", { name: "Edit rules" });
  await text.press("Control+End");
  await text.pressSequentially(" Be kind.");
  await page.getByRole("textbox", { name: "What changed and why" }).fill("Be kind");
  await page.getByRole("button", { name: "Propose and measure…" }).click();
  await expect(page).toHaveURL(/improve\/proposal\/\d+$/);
  await expect(page.getByRole("heading", { name: "Be kind" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Assess \(about \d+ runs/ })).toBeVisible();
  expect(await studio.ask(async (client) => (await client.workspace.info()).head)).toBe(head);
});

/** Words of programs: people are told what happened, never which code it has. */
const CODES = [...Object.keys(ERROR_CODES), ...PROPOSAL_STATUSES, ...REASON_CHIPS].filter(
  (code) => code.includes("-") && code !== "over-general",
);

test("a failure is told in words: no code of it stands on the screen, wherever it shows", async ({
  studio,
}) => {
  const { page, go } = studio;
  const paths: ReadonlyArray<readonly [place: string, act: () => Promise<void>]> = [
    ["improve/proposal/999", async () => Promise.resolve()],
    ["improve/session/999", async () => Promise.resolve()],
    ["resources/prompt/nobody", async () => Promise.resolve()],
    ["traces/00000000000000000000000000000000", async () => Promise.resolve()],
    [
      "resources/prompt/order-clerk",
      async () => {
        await page.getByRole("button", { name: "Edit rules" }).click();
        await page.getByRole("textbox", { name: "Edit rules" }).fill("{{nothing}}");
        await page.getByRole("textbox", { name: "What changed and why" }).fill("Break it");
        await page.getByRole("button", { name: "Commit" }).click();
        await expect(page.getByRole("alert")).toBeVisible();
        await page.getByRole("button", { name: "Cancel" }).click();
      },
    ],
  ];
  for (const [place, act] of paths) {
    await go(place);
    await act();
    await page.locator("main").waitFor();
    await expect(page.locator("main")).not.toBeEmpty();
    const text = await page.locator("body").innerText();
    expect([place, CODES.filter((code) => text.includes(code))]).toEqual([place, []]);
  }
});

test("the operations drawer does not stay open over the view that one of its links leads to", async ({
  studio,
}) => {
  const { page } = studio;
  await studio.go(`improve/proposal/${await waiting(studio)}`);
  await expect(parts(page).first()).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  const drawer = page.getByRole("dialog", { name: /operations/i });
  await expect(drawer).toBeVisible();
  await drawer.getByRole("link").first().click();
  await expect(page).toHaveURL(/lineage/);
  await expect(drawer).toBeHidden();
});

test("[P12] the dialog says whom a reason reaches, and one change at a time is a chip of its own", async ({
  studio,
}) => {
  const { page } = studio;
  await studio.go(`improve/proposal/${await waiting(studio)}`);
  await expect(parts(page).first()).toBeVisible();
  await page.keyboard.press("x");
  await expect(page.getByText(/^The simulated model cannot read words/)).toBeVisible();
  await page.getByRole("button", { name: "one change at a time" }).click();
  await expectAccessible(page);
});
