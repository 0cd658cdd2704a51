import { expect } from "@playwright/test";
import { expectAccessible, test } from "#test/e2e/support/studio.ts";

test.use({ kind: "typical" });

test("[L19] a prompt, an agent and a tool are run where they stand, with trace, bill and what was typed kept", async ({
  studio,
}) => {
  const { page, go } = studio;
  await go("resources/prompt/order-clerk");
  await page.getByRole("button", { name: "Run…", exact: true }).click();
  const prompt = page.getByRole("dialog", { name: "Run prompt/order-clerk" });
  await prompt.getByRole("textbox", { name: "message" }).fill("Two dozen cups by Friday, please.");
  await expectAccessible(page);
  await prompt.getByRole("button", { name: "Run", exact: true }).click();
  await expect(prompt.getByRole("link", { name: "Open the trace" })).toBeVisible();
  await expect(prompt.getByText("1 call", { exact: true })).toBeVisible();
  await prompt.getByText("What the model was told").click();
  await expect(prompt.getByText("Two dozen cups by Friday, please.").last()).toBeVisible();
  await page.keyboard.press("Escape");

  await go("resources/agent/order-clerk");
  await page.getByRole("button", { name: "Run…", exact: true }).click();
  const agent = page.getByRole("dialog", { name: "Run agent/order-clerk" });
  await agent.getByRole("textbox", { name: "message" }).fill("One kettle.");
  await agent.getByRole("button", { name: "Run", exact: true }).click();
  await expect(agent.getByRole("link", { name: "Open the trace" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Run…", exact: true }).click();
  await expect(agent.getByRole("textbox", { name: "message" })).toHaveValue("One kettle.");
  await agent.getByRole("button", { name: "Run", exact: true }).click();
  await agent.getByRole("link", { name: "Open the trace" }).click();
  await expect(page).toHaveURL(/#\/traces\//);

  await go("resources/tool/calculator");
  await page.getByRole("button", { name: "Run…", exact: true }).click();
  const tool = page.getByRole("dialog", { name: "Run tool/calculator" });
  await tool.getByRole("textbox", { name: "expression" }).fill("2 + 2");
  await tool.getByRole("button", { name: "Run", exact: true }).click();
  await expect(tool.getByText('"value": 4')).toBeVisible();
  await expect(tool.getByText(/examples come out as they should/)).toBeVisible();
  await expectAccessible(page);
  await tool.getByText("Arguments as JSON").click();
  await tool.getByRole("textbox", { name: "Arguments" }).fill("{");
  await tool.getByRole("button", { name: "Run", exact: true }).click();
  await expect(tool.getByText("This is no JSON.")).toBeVisible();
  await tool.getByRole("textbox", { name: "Arguments" }).fill('{"no": 1}');
  await tool.getByRole("button", { name: "Run", exact: true }).click();
  await expect(tool.getByRole("alert")).toContainText("The arguments do not fit");
});

test("[L19] a draft that is open is laid over the run, and a tool that loops is stopped and says so", async ({
  studio,
}) => {
  const { page, go, ask } = studio;
  const head = (await ask(async (client) => client.workspace.info())).head;
  await ask(async (client) =>
    client.resources.change({
      edits: [
        {
          type: "register",
          resource: "tool/looper",
          content: {
            ...{
              type: "code",
              description: "Loops.",
              mask: [],
              effect: "pure",
              timeoutMs: 300,
              capabilities: [],
            },
            inputSchema: { type: "object", properties: { n: { type: "number" } }, required: ["n"] },
            ...{ code: "export const run = ({ n }) => n;", examples: [] },
          },
        },
      ],
      message: "Add a looper",
      as: "commit",
    }),
  );
  await go("resources/tool/looper");
  await page.getByRole("button", { name: "Edit code" }).click();
  await page.getByRole("textbox", { name: "Edit code" }).fill("export const run = () => { for (;;); };");
  await page.getByRole("button", { name: "Run…", exact: true }).click();
  const tool = page.getByRole("dialog", { name: "Run tool/looper" });
  await expect(tool.getByRole("checkbox", { name: /open draft of tool\/looper/ })).toBeChecked();
  await tool.getByRole("textbox", { name: "n" }).fill("x");
  await tool.getByRole("button", { name: "Run", exact: true }).click();
  await expect(tool.getByText("This is no number.")).toBeVisible();
  await tool.getByRole("textbox", { name: "n" }).fill("7");
  await tool.getByRole("button", { name: "Run", exact: true }).click();
  await expect(tool.getByRole("alert")).toContainText("The tool was stopped");
  await tool.getByRole("checkbox", { name: /open draft/ }).uncheck();
  await tool.getByRole("button", { name: "Run", exact: true }).click();
  await expect(tool.getByRole("region", { name: "Answer" }).getByText("7", { exact: true })).toBeVisible();
  expect((await ask(async (client) => client.history.log({ limit: 2 })))[1]?.id).toBe(head);
});
