/** What both loops are given, word for word, so that neither has less to carry. */

export const INSTRUCTIONS = [
  "You keep a list of what is left to do.",
  "Call the tool once for each thing you want to know, then answer in one word.",
  "Do not ask questions. Do not explain what you did. Do not repeat the task.",
].join("\n");

export const TASK = "What is left to do today? Look at the list before you answer.";

export const TOOL = {
  name: "todo",
  description: "Keeps the agent's own list of what is left to do: add an entry, complete one, or list them.",
  inputSchema: {
    type: "object",
    properties: {
      action: { type: "string", enum: ["add", "complete", "list"] },
      text: { type: "string", description: "The entry to add or complete." },
    },
    required: ["action"],
  },
} as const;

export const TOOL_INPUT = { action: "list" } as const;
export const ANSWER = "Nothing.";
export const USAGE = { inputTokens: 120, outputTokens: 12 } as const;

/** Steps that call the tool, after which the model answers. */
export type LoopShape = { readonly toolSteps: number };
