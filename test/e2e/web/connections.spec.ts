import { appendFileSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectAccessible, test } from "#test/e2e/support/studio.ts";
import { startOpenAiServer, type OpenAiServerOptions } from "#test/support/openai-server.ts";

const KEY = "sk-typed-into-a-window-0123456789abcdef";

async function withServer(
  options: Partial<OpenAiServerOptions>,
  work: (server: Awaited<ReturnType<typeof startOpenAiServer>>) => Promise<void>,
): Promise<void> {
  const server = await startOpenAiServer({
    reply: [{ text: "Good day." }],
    models: ["tiny-1", "tiny-2"],
    ...options,
  });
  try {
    await work(server);
  } finally {
    await server.close();
  }
}

const tryRegion = (page: Page) => page.getByRole("region", { name: "Try one call" });

/** Everything that the window was sent and sends, from now on. */
function listenToFrames(page: Page): readonly string[] {
  const frames: string[] = [];
  page.on("websocket", (socket) => {
    socket.on("framereceived", ({ payload }) => frames.push(String(payload)));
  });
  return frames;
}

test("[V16] an endpoint of one's own is added, gets its key, answers one call, and the key is in no file, on no page and never sent back", async ({
  studio,
}) => {
  const { page, go, folder } = studio;
  await withServer({ key: KEY }, async ({ baseUrl, requests }) => {
    const received = listenToFrames(page);
    await go("settings");
    await page.reload();
    const section = page.getByRole("region", { name: "Models and keys" });
    await section.getByRole("link", { name: "Add a connection" }).click();
    const form = page.getByRole("form", { name: "New connection" });
    await form.getByRole("textbox", { name: "Name", exact: true }).fill("team");
    await form.getByRole("textbox", { name: "Address" }).fill(baseUrl);
    await form.getByLabel("Names of its keys").fill("TEAM_KEY");
    await page.keyboard.press("Enter");
    await expect(form.getByText(`Saving lets TEAM_KEY be sent to ${baseUrl}.`)).toBeVisible();
    await form.getByLabel("Key for TEAM_KEY").fill(KEY);
    await form.getByRole("button", { name: "Save" }).click();

    await expect(page).toHaveURL(/settings\/connections\/team$/);
    await expect(page.getByText("typed in, this process only")).toBeVisible();
    const region = tryRegion(page);
    await region.getByRole("button", { name: /^Model / }).click();
    await page.getByRole("option", { name: "tiny-2" }).click();
    await expect(region.getByRole("button", { name: /^Model / })).toBeFocused();
    await region.getByRole("button", { name: "Try one call" }).click();
    const result = region.getByRole("status");
    await expect(result).toContainText("Good day.");
    await expect(result).toContainText("team/tiny-2");
    await expect(result).toContainText(/tokens read/);
    await expectAccessible(page);
    expect(requests.map(({ headers, body }) => [headers.authorization, body.model])).toEqual([
      [`Bearer ${KEY}`, "tiny-2"],
    ]);

    await go("settings/connections");
    const row = page.getByRole("row").filter({ hasText: "team" });
    await expect(row).toContainText("typed in, this process only");
    await expect(row).toContainText(/answered in/);
    expect(readFileSync(join(folder, "workspace.yaml"), "utf8")).toMatch(
      /team:\n\s+baseUrl: .*\n\s+keys:\n\s+- TEAM_KEY/,
    );
    expect(await page.content()).not.toContain(KEY);
    expect(received.length).toBeGreaterThan(0);
    expect(received.filter((frame) => frame.includes(KEY))).toEqual([]);
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (/\.(sqlite(-wal)?|yaml|json)$/.test(file)) {
        expect(readFileSync(join(folder, file)).includes(KEY)).toBe(false);
      }
    }
    await go("settings/connections/team");
    await page.getByRole("button", { name: "Forget it: TEAM_KEY" }).click();
    await expect(page.getByText("not there yet", { exact: true })).toBeVisible();
  });
});

test("[V17] what a field cannot hold is said beside it, nothing is written, and Escape leaves", async ({
  studio,
}) => {
  const { page, go, folder } = studio;
  const before = readFileSync(join(folder, "workspace.yaml"), "utf8");
  await go("settings/connections?add=");
  const form = page.getByRole("form", { name: "New connection" });
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText("It needs a name")).toBeVisible();
  await expect(form.getByText("It needs an address")).toBeVisible();
  await expect(form.getByRole("textbox", { name: "Name", exact: true })).toBeFocused();
  await form.getByLabel("Names of its keys").fill("sk-a-key-itself");
  await page.keyboard.press("Enter");
  await expect(form.getByText("That looks like a key itself")).toBeVisible();
  await expect(form.getByText("sk-a-key-itself")).toHaveCount(0);
  expect(readFileSync(join(folder, "workspace.yaml"), "utf8")).toBe(before);
  // A list that is open is closed by it, and what was typed is not thrown away unasked.
  await form.getByRole("textbox", { name: "Name", exact: true }).fill("mine");
  await form.getByLabel("Begin from").click();
  await expect(page.getByRole("option", { name: "OpenRouter" })).toBeVisible();
  await page.keyboard.press("Escape");
  await form.getByText("Where it gives no answer").click();
  await form.getByRole("button", { name: "Add a model" }).click();
  await form.getByRole("button", { name: /^Model 1/ }).click();
  await page.getByRole("textbox", { name: "Find a model" }).press("Escape");
  await expect(form.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("mine");
  await form.getByRole("textbox", { name: "Address" }).press("Escape");
  const question = page.getByRole("dialog", { name: "Throw away what you changed?" });
  await question.getByRole("button", { name: "Keep on" }).click();
  await form.getByRole("textbox", { name: "Address" }).press("Escape");
  await question.getByRole("button", { name: "Throw away" }).click();
  await expect(page).toHaveURL(/settings\/connections$/);
  await expect(page.getByRole("link", { name: "Add a connection" }).first()).toBeFocused();
});

test("a refused call shows what the server said, a call that nobody answers can be cancelled", async ({
  studio,
}) => {
  const { page, go, ask } = studio;
  const refusal = { message: "This project may not use tiny-1 before Tuesday.", code: "not_yet" };
  await withServer(
    {
      faults: ({ call }) => (call === 1 ? { type: "status", status: 403, error: refusal } : { type: "hang" }),
    },
    async ({ baseUrl, waitForDisconnects }) => {
      await ask(async (client) => await client.connections.save({ name: "team", connection: { baseUrl } }));
      await go("settings/connections/team");
      const region = tryRegion(page);
      await region.getByRole("button", { name: /^Model / }).click();
      await page.getByRole("option", { name: "tiny-1" }).click();
      await region.getByRole("button", { name: "Try one call" }).click();
      await expect(region.getByRole("status")).toContainText("before Tuesday");
      await expectAccessible(page);
      await region.getByRole("button", { name: "Try one call" }).click();
      await region.getByRole("button", { name: "Cancel" }).click();
      await waitForDisconnects(1);
      await expect(region.getByRole("button", { name: "Try one call" })).toBeEnabled();
    },
  );
});

test("[V19] a connection that came with the workspace says what would be sent where, and sends nothing before it is trusted", async ({
  studio,
}) => {
  const { page, go, folder } = studio;
  await withServer({}, async ({ baseUrl, begun }) => {
    appendFileSync(
      join(folder, "workspace.yaml"),
      `connections:\n  found:\n    baseUrl: ${baseUrl}\n    keys: [FOUND_KEY]\n`,
    );
    await go("settings/connections/found");
    const note = page.getByRole("region", { name: "This connection came with the workspace" });
    await expect(note).toContainText(`${baseUrl} is sent what agents ask there, and with it FOUND_KEY.`);
    await expect(tryRegion(page).getByRole("button", { name: "Try one call" })).toBeDisabled();
    expect(begun()).toBe(0);
    await note.getByRole("button", { name: "Trust it" }).click();
    await expect(note).toBeHidden();
  });
});

test("[V18] a session is started on another model than the agent's own, which is named beside the button, by keyboard alone", async ({
  studio,
}) => {
  const { page, go, ask } = studio;
  await withServer({}, async ({ baseUrl, waitForRequests }) => {
    await ask(async (client) => await client.connections.save({ name: "team", connection: { baseUrl } }));
    await go("improve?start=1");
    const dialog = page.getByRole("dialog", { name: "Start a session" });
    const picker = dialog.getByRole("button", { name: /^Model / });
    await expect(picker).toContainText("simulated/desk-1");
    await picker.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "Find a model" })).toBeFocused();
    await expect(page.getByRole("option", { name: "tiny-1" })).toBeVisible();
    await page.keyboard.type("tiny-2");
    await page.keyboard.press("Enter");
    await expect(picker).toBeFocused();
    await expect(picker).toContainText("team/tiny-2");
    const foot = dialog.locator(".start-foot");
    await expect(foot).toContainText("team/tiny-2");
    await expect(foot).not.toContainText("simulated");
    // On this machine it costs nothing, so that nothing has to be allowed.
    await dialog.getByRole("button", { name: "Start", exact: true }).click();
    await expect(page).toHaveURL(/improve\/session\/\d+$/);
    await expect(page.locator(".session-facts")).toContainText("team/tiny-2");
    await waitForRequests(1);
  });
});

test("[V19] a session that an error ended leads to its connection", async ({ studio }) => {
  const { page, go, ask } = studio;
  await withServer({ faults: () => ({ type: "status", status: 200, body: "{}" }) }, async ({ baseUrl }) => {
    await ask(async (client) => {
      await client.connections.save({ name: "team", connection: { baseUrl } });
      await client.sessions.start({ model: { provider: "team", name: "tiny-1" }, iterations: 1 });
    });
    await go("improve/session/1");
    await page.locator(".session-reason").getByRole("link", { name: "Open team" }).click();
    await expect(page).toHaveURL(/settings\/connections\/team$/);
  });
});

test("[V18] the model of an agent is chosen of those that its connection has, and what is focused is the choice", async ({
  studio,
}) => {
  const { page, go } = studio;
  await go("resources/agent/order-clerk");
  const block = page.getByRole("region", { name: "Model" });
  await block.getByRole("button", { name: "Edit Model" }).click();
  const picker = block.getByRole("button", { name: /^Edit Model / });
  await expect(picker).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("option", { name: "desk-1" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.type("desk-2");
  await page.keyboard.press("Enter");
  await expect(picker).toContainText("simulated/desk-2");
  await block.getByRole("button", { name: "Review" }).click();
  await expect(block).toContainText("desk-1");
  await expect(block).toContainText("desk-2");
});

test("[V18] what is typed right after a choice of models opens is its search, however late timers are", async ({
  studio,
}) => {
  const { page, go } = studio;
  await go("resources/agent/order-clerk");
  const block = page.getByRole("region", { name: "Model" });
  await block.getByRole("button", { name: "Edit Model" }).click();
  await expect(block.getByRole("button", { name: /^Edit Model / })).toBeFocused();
  await page.evaluate(() => {
    const setLater = globalThis.setTimeout;
    const late = (handler: () => void, delay = 0) => setLater(handler, delay + 1_000);
    Object.assign(globalThis, { setTimeout: late });
  });
  await page.keyboard.press("Enter");
  await page.keyboard.type("desk-2");
  await expect(page.getByRole("textbox", { name: "Find a model" })).toHaveValue("desk-2");
});

test.describe("after sessions", () => {
  test.use({ kind: "typical" });

  test("[V18] head is measured by the model that is chosen for it, which is named in the question", async ({
    studio,
  }) => {
    const { page, go, ask } = studio;
    await withServer({}, async ({ baseUrl, requests, waitForRequests }) => {
      await ask(async (client) => await client.connections.save({ name: "team", connection: { baseUrl } }));
      await go("home");
      await page.getByRole("button", { name: "Measure head…" }).click();
      const dialog = page.getByRole("dialog", { name: "Measure on data" });
      await expect(dialog).toContainText("simulated/desk-1");
      await dialog.getByRole("button", { name: /^Model / }).click();
      await page.getByRole("option", { name: "tiny-1" }).click();
      await expect(dialog).toContainText("team/tiny-1");
      await expectAccessible(page);
      await dialog.getByRole("button", { name: "Measure", exact: true }).click();
      await waitForRequests(1);
      // Not this machine by its name, so that nobody knows what it costs: that is asked, and nothing is sent before.
      const elsewhere = baseUrl.replace("127.0.0.1", "0.0.0.0");
      await ask(
        async (client) => await client.connections.save({ name: "dear", connection: { baseUrl: elsewhere } }),
      );
      await page.reload();
      await page.getByRole("button", { name: "Measure head…" }).click();
      await dialog.getByRole("button", { name: /^Model / }).click();
      await page.getByRole("textbox", { name: "Find a model" }).fill("dear/tiny-2");
      await page.getByRole("option", { name: "tiny-2" }).first().click();
      await dialog.getByRole("button", { name: "Measure", exact: true }).click();
      const question = page.getByRole("dialog", { name: "What does this model cost?" });
      await expect(question.getByRole("alert")).toContainText("dear/tiny-2");
      expect(requests.some(({ body }) => body.model === "tiny-2")).toBe(false);
      await question.getByRole("checkbox").check();
      await question.getByRole("button", { name: "Go on" }).click();
      await expect.poll(() => requests.some(({ body }) => body.model === "tiny-2")).toBe(true);
    });
  });
});

test("a route is added, changed and taken out, and what is wrong with it is said beside its fields", async ({
  studio,
}) => {
  const { page, go, ask } = studio;
  await go("settings/connections");
  const section = page.getByRole("region", { name: "Routes" });
  await section.getByRole("button", { name: "Add a route" }).click();
  const form = section.getByRole("form", { name: "New route" });
  await expect(form.getByRole("textbox", { name: "Name" })).toBeFocused();
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText("It needs a name")).toBeVisible();
  await expect(form.getByText("Choose a model in each row")).toBeVisible();
  await expectAccessible(page);
  await form.getByRole("textbox", { name: "Name" }).fill("cheap");
  for (const [at, model] of ["openai/gpt-5-mini", "ollama/qwen3"].entries()) {
    await form.getByRole("button", { name: new RegExp(`^Model ${at + 1}`) }).click();
    await page.getByRole("textbox", { name: "Find a model" }).fill(model);
    await page.getByRole("option", { name: model, exact: true }).click();
  }
  await form.getByRole("button", { name: "Save" }).click();
  await expect(section).toContainText("the first that answers of openai/gpt-5-mini, ollama/qwen3");
  await expect(section.getByRole("button", { name: "Add a route" })).toBeFocused();
  await section.getByRole("button", { name: "Edit route/cheap" }).click();
  await section.getByLabel("Which of its models is asked first").first().click();
  await page.getByRole("option", { name: "the one that costs least" }).click();
  await section.getByRole("button", { name: "Save" }).click();
  await expect(section).toContainText("the cheapest of");
  expect(await ask(async (client) => await client.connections.routes())).toHaveLength(1);
  await section.getByRole("button", { name: "Remove route/cheap" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(section).not.toContainText("route/cheap");
  expect(await ask(async (client) => await client.connections.routes())).toEqual([]);
});

test("a route is chosen like a model, and told of with its models", async ({ studio }) => {
  const { page, go, folder } = studio;
  appendFileSync(
    join(folder, "workspace.yaml"),
    "routes:\n  cheap: { order: cheapest, models: [openai/gpt-5-mini, ollama/qwen3] }\n",
  );
  await go("settings/connections");
  await page.reload();
  await expect(page.getByRole("region", { name: "Routes" })).toContainText(
    "the cheapest of openai/gpt-5-mini, ollama/qwen3",
  );
  await go("improve?start=1");
  const picker = page
    .getByRole("dialog", { name: "Start a session" })
    .getByRole("button", { name: /^Model / });
  await picker.click();
  await page.getByRole("option", { name: /^cheap/ }).click();
  await expect(picker).toContainText("route/cheap");
});
