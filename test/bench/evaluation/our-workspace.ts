import { join } from "node:path";
import { assertDefined } from "#core/base/assert.ts";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import { openWorkspace } from "#core/app/workspace/workspace.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { registerResources } from "#test/bench/register-resources.ts";
import { eachItem, echoAt, PROMPT_START, questionAt } from "./trivial-items.ts";

/** What the simulated model says to a message in which it finds no order, which all of these are. */
const NO_ORDER = "I can only take orders, and I find none in this message.";

/**
 * A workspace with a one-prompt agent and two datasets of the trivial items: `echo` expects the prompt back, for the model
 * that echoes; `refusal` expects what the simulated model says, for the command line.
 */
export async function makeEvaluationWorkspace(folder: string): Promise<string> {
  const path = join(folder, "workspace");
  const first = await initWorkspace(path, { from: "empty" });
  const reportBug = (error: unknown): void => console.error(error);
  const opened = openWorkspace({ folder: path, host: "bench", reportBug, secrets: { find: () => null } });
  const workspace = assertDefined(opened, "a workspace that nobody else holds");
  const { store } = workspace.contextFor(workspace.person);
  registerResources(store, first, RESOURCES);
  const answers = { echo: echoAt, refusal: () => NO_ORDER };
  for (const [name, expectedAt] of Object.entries(answers)) {
    const lines = eachItem((index) =>
      JSON.stringify({ question: questionAt(index), answer: expectedAt(index) }),
    );
    const source = { text: lines.join("\n") };
    await workspace.client.data.import({ name, source, format: "jsonl", split: "validation" });
  }
  await workspace.close();
  return path;
}

const RESOURCES = new Map<ResourceKey, unknown>([
  [
    "prompt/echo",
    {
      description: "Says something back.",
      messages: [{ role: "user", sections: [{ name: "task", text: `${PROMPT_START}{{question}}` }] }],
      inputSchema: { type: "object", properties: { question: { type: "string" } }, required: ["question"] },
      mask: [],
    },
  ],
  [
    "agent/echo",
    {
      description: "Answers in one call.",
      loop: "chat",
      prompt: "echo",
      inputs: ["question"],
      model: { provider: "simulated", name: "desk-1" },
      sampling: { temperature: 0, maxOutputTokens: 200 },
      tools: [],
      environments: [],
      memory: [],
      limits: { maxSteps: 2, maxTokens: 10_000, timeoutMs: 60_000 },
      mask: [],
    },
  ],
]);
