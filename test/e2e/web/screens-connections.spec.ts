import { appendFileSync } from "node:fs";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { IS_PHOTOGRAPHED, photograph } from "#test/e2e/support/photograph.ts";
import { expectAccessible, test, type Studio } from "#test/e2e/support/studio.ts";
import { startOpenAiServer, type OpenAiServer } from "#test/support/openai-server.ts";

const WIDTHS = [390, 768, 1920, 1280];

/** Looked at in both themes and at every width, and free of serious findings in each theme. */
async function judge({ page }: Studio, name: string): Promise<void> {
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    // A theme is colours and nothing else.
    await expectAccessible(page, scheme === "dark" ? "color-contrast" : undefined);
    if (IS_PHOTOGRAPHED) await photograph(page, `${name}-${scheme}`, WIDTHS);
  }
}

const MODELS = ["llama-3.3-70b-instruct", "qwen3-30b-a3b", "mistral-small-3.2", "nomic-embed-text"];

async function withServer(
  work: (server: OpenAiServer) => Promise<void>,
  options: Partial<Parameters<typeof startOpenAiServer>[0]> = {},
): Promise<void> {
  const reply = [{ text: "I am a language model that answers in one short sentence." }];
  const server = await startOpenAiServer({ reply, models: MODELS, ...options });
  try {
    await work(server);
  } finally {
    await server.close();
  }
}

/** As somebody else wrote it into the workspace, or a person by hand. */
function write({ folder }: Studio, text: string): void {
  appendFileSync(join(folder, "workspace.yaml"), text);
}

async function save({ ask }: Studio, name: string, connection: object): Promise<void> {
  await ask(async (client) => await client.connections.save({ name, connection }));
}

async function tryCall({ page, go }: Studio, name: string, model: string): Promise<void> {
  await go(`settings/connections/${name}`);
  const region = page.getByRole("region", { name: "Try one call" });
  await region.getByRole("button", { name: /^Model / }).click();
  await page.getByRole("textbox", { name: "Find a model" }).fill(model);
  await page.getByRole("option", { name: model }).first().click();
  await region.getByRole("button", { name: "Try one call" }).click();
  await region.locator(".try-result").waitFor();
}

test.describe("connections", () => {
  test.slow();

  test("as they come, and one that is a preset's", async ({ studio }) => {
    await studio.go("settings/connections");
    await expect(studio.page.getByRole("heading", { name: "Presets" })).toBeVisible();
    await judge(studio, "connections-fresh");
    await studio.go("settings/connections/openai");
    await expect(studio.page.getByRole("region", { name: "Try one call" })).toBeVisible();
    await judge(studio, "connection-preset");
    await studio.go("settings/connections/nobody");
    await judge(studio, "connection-gone");
  });

  test("a call that was answered, one that was refused, and one where nobody answers", async ({ studio }) => {
    await withServer(async (server) => {
      await save(studio, "team", {
        baseUrl: server.baseUrl,
        keys: ["TEAM_KEY", "TEAM_KEY_2"],
        request: { omit: ["seed"] },
      });
      await studio.ask(
        async (client) => await client.connections.setKey({ name: "TEAM_KEY", key: "sk-of-the-team-0123" }),
      );
      await tryCall(studio, "team", MODELS[0] ?? "");
      await judge(studio, "connection-answered");
    });
    await withServer(
      async (server) => {
        await save(studio, "refusing", { baseUrl: server.baseUrl });
        await tryCall(studio, "refusing", MODELS[1] ?? "");
        await judge(studio, "connection-refused");
      },
      {
        faults: () => ({
          type: "status",
          status: 400,
          error: {
            message: "max_tokens is too large: 16384. This model supports at most 8192 completion tokens.",
            code: null,
          },
        }),
      },
    );
    await save(studio, "silent", { baseUrl: "http://127.0.0.1:9/v1", patience: { attempts: 1 } });
    await tryCall(studio, "silent", "a-model");
    await judge(studio, "connection-silent");
    await studio.go("settings/connections");
    await judge(studio, "connections-typical");
  });

  test("one that came with the workspace", async ({ studio }) => {
    write(
      studio,
      "connections:\n  found:\n    baseUrl: https://models.example.org/v1\n    keys: [OPENAI_API_KEY, TEAM_KEY]\n    headers:\n      X-Team: { key: TEAM_SECRET }\n",
    );
    await studio.go("settings/connections/found");
    await expect(studio.page.getByRole("button", { name: "Trust it" })).toBeVisible();
    await judge(studio, "connection-untrusted");
  });

  test("many of them", async ({ studio }) => {
    const names = Array.from({ length: 24 }, (_, at) => `endpoint-${at + 1}-of-a-very-large-team`);
    write(
      studio,
      `connections:\n${names.map((name) => `  ${name}: { baseUrl: "https://models.example.org/a/rather/long/path/${name}/v1", request: { omit: [temperature, seed, stream_options] } }\n`).join("")}`,
    );
    await studio.go("settings/connections");
    await expect(studio.page.getByRole("link", { name: names[0] ?? "" })).toBeVisible();
    await judge(studio, "connections-crowded");
  });

  test("the form of a new one, wrong and whole", async ({ studio }) => {
    const { page, go } = studio;
    await go("settings/connections?add=");
    const form = page.getByRole("form", { name: "New connection" });
    await expect(form).toBeVisible();
    await judge(studio, "connection-new");
    await form.getByRole("textbox", { name: "Name", exact: true }).fill("My Team");
    await form.getByRole("textbox", { name: "Address" }).fill("localhost:1234");
    for (const part of [
      "Headers and key",
      "What goes into a request",
      "Patience and pace",
      "Where it gives no answer",
    ]) {
      await form.getByText(part, { exact: true }).click();
    }
    await form.getByRole("button", { name: "Add a header" }).click();
    await form.getByRole("button", { name: "Save" }).click();
    await expect(form.getByText("This is no address")).toBeVisible();
    await judge(studio, "connection-wrong");
  });

  test("where there are many models, and none of the name", async ({ studio }) => {
    const { page, go } = studio;
    const models = Array.from({ length: 40 }, (_, at) => `model-${at}`);
    await withServer(
      async (server) => {
        await save(studio, "team", { baseUrl: server.baseUrl });
        const shut = createServer((_asked, answer) => {
          answer.writeHead(403, { "content-type": "application/json" });
          answer.end(JSON.stringify({ error: { message: "This key may not list models." } }));
        }).listen(0, "127.0.0.1");
        await once(shut, "listening");
        const { port } = shut.address() as AddressInfo;
        await save(studio, "shut", { baseUrl: `http://127.0.0.1:${port}/v1` });
        await go("improve?start=1");
        const dialog = page.getByRole("dialog", { name: "Start a session" });
        await dialog.getByRole("button", { name: /^Model / }).click();
        await expect(page.getByRole("option", { name: "model-0" })).toBeVisible();
        await expect(page.getByRole("option", { name: "Open shut" })).toBeAttached();
        await judge(studio, "model-picker-many");
        await page.getByRole("textbox", { name: "Find a model" }).fill("shut");
        await expect(page.locator(".model-open[data-combobox-selected]")).toHaveCount(0);
        await judge(studio, "model-picker-refused");
        await page.getByRole("textbox", { name: "Find a model" }).fill("no such one");
        await expect(page.getByText("No model has that in its name.")).toBeVisible();
        await judge(studio, "model-picker-none");
        await page.getByRole("textbox", { name: "Find a model" }).press("Shift+Tab");
        await expect(dialog.getByRole("button", { name: /^Model / })).toBeFocused();
        shut.closeAllConnections();
        shut.close();
      },
      { models },
    );
  });

  test("where a model is chosen", async ({ studio }) => {
    const { page, go } = studio;
    await withServer(async (server) => {
      await save(studio, "team", { baseUrl: server.baseUrl });
      await go("improve?start=1");
      const dialog = page.getByRole("dialog", { name: "Start a session" });
      await expect(dialog.getByText(/^About/)).toBeVisible();
      await judge(studio, "start-model");
      await dialog.getByRole("button", { name: /^Model / }).click();
      await expect(page.getByRole("option", { name: MODELS[0] ?? "" })).toBeVisible();
      await judge(studio, "model-picker");
      await page.getByRole("textbox", { name: "Find a model" }).fill("llama");
      await judge(studio, "model-picker-search");
    });
  });
});
