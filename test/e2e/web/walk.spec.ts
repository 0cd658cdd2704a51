import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { beginWalk } from "#test/e2e/support/walk.ts";
import { test } from "#test/e2e/support/studio.ts";
import { startOpenAiServer } from "#test/support/openai-server.ts";
import { answerAsTickets, TICKET_MODEL, TICKET_RULE, ticketTable } from "#test/support/ticket-model.ts";

test.use({ kind: "empty" });

const KEY = "desk-key-of-nobody-else-0123456789";
const CLIENTS = join(import.meta.dirname, "../../../resources/clients");

/** What is written in a form is looked at in a dialog before it lands. */
async function land(
  page: Page,
  click: (target: ReturnType<Page["getByRole"]>) => Promise<void>,
): Promise<void> {
  await click(page.getByRole("button", { name: "Review…" }));
  const dialog = page.getByRole("dialog", { name: "Before it lands" });
  await expect(dialog.getByRole("button", { name: "Commit" })).toBeEnabled({ timeout: 30_000 });
  await click(dialog.getByRole("button", { name: "Commit" }));
  await expect(dialog).toHaveCount(0);
}

test("[L28] from an empty workspace to an approved prompt that a program reads, with nothing typed twice and no file edited", async ({
  studio,
}) => {
  test.setTimeout(900_000);
  const { page, folder, host, ask } = studio;
  page.setDefaultTimeout(60_000);
  const server = await startOpenAiServer({
    reply: answerAsTickets,
    key: KEY,
    models: [TICKET_MODEL],
    chunkCharacters: 400,
  });
  // Of the person's own, wherever they keep their files.
  const home = `${folder}-tickets`;
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "tickets.csv"), ticketTable(60));
  const walk = beginWalk(() => performance.now());
  const rail = page.getByRole("navigation", { name: "Views" });
  const steps = page.getByRole("region", { name: "Make it yours" });
  const backToSteps = async (): Promise<void> => walk.click(rail.getByRole("link", { name: "Resources" }));
  try {
    await test.step("a connection of one's own, with its key", async () => {
      await backToSteps();
      await walk.click(steps.getByRole("link", { name: "Connect a model" }));
      await walk.click(page.getByRole("link", { name: "Add a connection" }).first());
      const form = page.getByRole("form", { name: "New connection" });
      await walk.type(form.getByRole("textbox", { name: "Name", exact: true }), "desk");
      await walk.type(form.getByRole("textbox", { name: "Address" }), server.baseUrl);
      await walk.type(form.getByLabel("Names of its keys"), "DESK_KEY");
      await walk.press(form.getByLabel("Names of its keys"), "Enter");
      await walk.type(form.getByLabel("Key for DESK_KEY"), KEY);
      await walk.click(form.getByRole("button", { name: "Save" }));
      await expect(page).toHaveURL(/settings\/connections\/desk$/);
    });

    await test.step("a tool of code", async () => {
      await backToSteps();
      await walk.click(page.getByRole("button", { name: "New", exact: true }).first());
      await walk.click(page.getByRole("link", { name: /^Tool/ }).first());
      await walk.type(page.getByRole("textbox", { name: "Name", exact: true }), "word-count");
      await walk.type(page.getByRole("textbox", { name: "Description" }), "Counts the words of a text.");
      await land(page, walk.click);
      await expect(page.getByRole("heading", { name: "tool/word-count" })).toBeVisible();
    });

    await test.step("an agent, and its prompt beside it", async () => {
      await backToSteps();
      await walk.click(page.getByRole("button", { name: "New", exact: true }).first());
      await walk.click(page.getByRole("link", { name: /^Agent/ }).first());
      const form = page.getByRole("form", { name: "New agent" });
      await walk.type(page.getByRole("textbox", { name: "Name", exact: true }), "sorter");
      await walk.type(form.getByRole("textbox", { name: "Description" }), "Sorts tickets by team.");
      await walk.click(form.getByRole("button", { name: /^Model/ }));
      await walk.click(page.getByRole("option", { name: new RegExp(TICKET_MODEL) }).first());
      await walk.click(form.getByRole("button", { name: "Write a new one here" }));
      await walk.type(
        form.getByRole("textbox", { name: "Text of rules" }),
        "Say which team a ticket is for: billing or access. Answer with that word alone.",
      );
      await walk.click(form.getByRole("checkbox", { name: "word-count" }));
      await land(page, walk.click);
      await expect(page.getByRole("heading", { name: "agent/sorter" })).toBeVisible();
    });

    await test.step("sixty tickets out of a table", async () => {
      await backToSteps();
      await walk.click(rail.getByRole("link", { name: "Data" }));
      await walk.click(page.getByRole("link", { name: "Import items" }).first());
      await walk.choose(
        page.getByLabel("Choose files…").and(page.locator("input")),
        join(home, "tickets.csv"),
      );
      await walk.click(page.getByRole("button", { name: "Import", exact: true }));
      await expect(page.getByText("Imported 60 items as tickets")).toBeVisible();
    });

    await test.step("a session, to its first assessed proposal", async () => {
      await walk.click(rail.getByRole("link", { name: "Improve" }));
      await walk.click(page.getByRole("button", { name: "Start a session" }));
      const dialog = page.getByRole("dialog");
      await walk.click(dialog.getByRole("button", { name: "Start", exact: true }));
      await expect(page).toHaveURL(/improve\/session\/1$/);
      const review = page.getByRole("link", { name: "Review proposal 1" });
      await expect(review).toBeVisible({ timeout: 300_000 });
      await walk.click(review);
      await expect(page.getByText(TICKET_RULE).first()).toBeVisible();
    });

    await test.step("approved", async () => {
      await walk.click(page.getByRole("button", { name: /^Approve/ }).first());
      await expect(page.locator(".decision").getByText(/approved by /)).toBeVisible();
    });

    await test.step("tagged, so that programs get this version", async () => {
      await walk.click(page.locator(".decision-head").getByRole("link").last());
      await walk.click(page.getByRole("button", { name: "Tag…" }));
      const dialog = page.getByRole("dialog", { name: /^Tag / });
      await walk.type(dialog.getByRole("textbox", { name: "Name" }), "prod");
      await walk.type(dialog.getByRole("textbox", { name: "Why" }), "The first rule that was approved");
      await walk.click(dialog.getByRole("button", { name: "Set prod" }));
      await expect(dialog).toHaveCount(0);
      await expect(page.getByText(/^prod is at \w+ now/)).toBeVisible();
    });

    const token = await test.step("a token for the program", async () => {
      await backToSteps();
      await walk.click(page.getByRole("link", { name: /^sorter/ }).first());
      await walk.click(page.getByRole("button", { name: /^More for/ }));
      await walk.click(page.getByRole("menuitem", { name: "Use it from a program…" }));
      const dialog = page.getByRole("dialog", { name: /from a program$/ });
      await walk.type(dialog.getByRole("textbox", { name: "For which program" }), "walker");
      await walk.click(dialog.getByRole("button", { name: "Make a token" }));
      await expect(dialog.getByText("shown this once")).toBeVisible();
      const settings = await dialog
        .getByRole("region", { name: "Where it reads from" })
        .locator("pre")
        .innerText();
      return /agread_[\w-]+/.exec(settings)?.[0] ?? "";
    });
    process.stdout.write(`${walk.tell()}\n`);

    const read = spawnSync(
      "python3",
      [
        "-B",
        "-c",
        `from autogenesis import resolve\nfor m in resolve("prompt/sorter", tag="prod").messages(): print(m["content"])`,
      ],
      {
        encoding: "utf8",
        env: {
          PATH: process.env["PATH"] ?? "",
          PYTHONPATH: CLIENTS,
          AUTOGENESIS_URL: `http://127.0.0.1:${host.port}`,
          AUTOGENESIS_TOKEN: token,
        },
      },
    );
    expect([read.status, read.stderr]).toEqual([0, ""]);
    expect(read.stdout).toContain(TICKET_RULE);

    expect(server.requests.every(({ headers }) => headers.authorization === `Bearer ${KEY}`)).toBe(true);
    expect(readFileSync(join(folder, "workspace.yaml"), "utf8")).not.toContain(KEY);
    expect(await ask((client) => client.workspace.verify())).toMatchObject({ ok: true });
  } finally {
    await server.close();
  }
});
