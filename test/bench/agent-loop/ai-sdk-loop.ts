import { assert } from "#core/base/assert.ts";
import { loadRival } from "#test/bench/rivals.ts";
import { ANSWER, INSTRUCTIONS, TASK, TOOL, TOOL_INPUT, USAGE, type LoopShape } from "./loop-task.ts";

/** What we use of `ai` 7, which is not installed where this is compiled. */
type AiModule = {
  readonly generateText: (options: object) => Promise<{ readonly text: string; readonly steps: unknown[] }>;
  readonly tool: (definition: object) => unknown;
  readonly isStepCount: (count: number) => unknown;
};
type AiTestModule = {
  readonly MockLanguageModelV4: new (options: object) => { readonly doGenerateCalls: unknown[] };
};
type Schema = { readonly optional: () => Schema; readonly describe: (text: string) => Schema };
type ZodModule = {
  readonly z: {
    readonly object: (shape: Readonly<Record<string, Schema>>) => Schema;
    readonly enum: (values: readonly string[]) => Schema;
    readonly string: () => Schema;
  };
};

type Prompt = ReadonlyArray<{ readonly role: string }>;

/** `generateText` of the AI SDK with its own mock model and one tool whose arguments it checks by a zod schema. */
export async function openAiSdkLoop(home: string, { toolSteps }: LoopShape): Promise<() => Promise<void>> {
  const { generateText, tool, isStepCount } = await loadRival<AiModule>(home, "ai");
  const { MockLanguageModelV4 } = await loadRival<AiTestModule>(home, "ai/test");
  const { z } = await loadRival<ZodModule>(home, "zod");
  const model = new MockLanguageModelV4({
    doGenerate: ({ prompt }: { readonly prompt: Prompt }) => Promise.resolve(answer(prompt, toolSteps)),
  });
  const todo = tool({
    description: TOOL.description,
    inputSchema: z.object({
      action: z.enum(TOOL.inputSchema.properties.action.enum),
      text: z.string().describe(TOOL.inputSchema.properties.text.description).optional(),
    }),
    execute: () => Promise.resolve({ items: [] }),
  });
  return async () => {
    const { text, steps } = await generateText({
      model,
      instructions: INSTRUCTIONS,
      prompt: TASK,
      tools: { [TOOL.name]: todo },
      stopWhen: isStepCount(toolSteps + 2),
      maxOutputTokens: 500,
      temperature: 0,
      seed: 1,
    });
    assert(text === ANSWER && steps.length === toolSteps + 1, "the AI SDK's loop did what was asked");
    // The mock keeps every call for inspection; over thousands of runs that would only measure memory.
    model.doGenerateCalls.length = 0;
  };
}

function answer(prompt: Prompt, toolSteps: number): object {
  const calls = prompt.filter(({ role }) => role === "tool").length;
  const usage = {
    inputTokens: { total: USAGE.inputTokens, noCache: USAGE.inputTokens },
    outputTokens: { total: USAGE.outputTokens, text: USAGE.outputTokens },
  };
  if (calls >= toolSteps) {
    const content = [{ type: "text", text: ANSWER }];
    return { content, finishReason: { unified: "stop", raw: "stop" }, usage, warnings: [] };
  }
  const call = {
    type: "tool-call",
    toolCallId: `call-${calls}`,
    toolName: TOOL.name,
    input: JSON.stringify(TOOL_INPUT),
  };
  return { content: [call], finishReason: { unified: "tool-calls", raw: "tool_calls" }, usage, warnings: [] };
}
