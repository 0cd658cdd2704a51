import { USUAL_FILE_ACTIONS } from "#core/domain/content/file-actions.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { OrderDesk } from "#core/practice/desk/order-desk.ts";

const SIMULATED = { provider: "simulated", name: "desk-1" } as const;

/** What the Order desk workspace begins with, apart from the optimizers' prompts: resource key → content. */
export function orderDeskResources(desk: OrderDesk): ReadonlyMap<ResourceKey, unknown> {
  return new Map<ResourceKey, unknown>([
    ["prompt/order-clerk", orderClerkPrompt(desk)],
    ["prompt/solver", solverPrompt()],
    ["tool/calculator", calculator(desk)],
    ["tool/done", DONE],
    ["tool/todo", TODO],
    ["environment/desk-files", DESK_FILES],
    ["memory/house-notes", HOUSE_NOTES],
    ["agent/order-clerk", orderClerk()],
    ["agent/solver", solver()],
  ]);
}

/** The rules are what evolves; the house's facts and the way of answering are not the agent's to change. */
function orderClerkPrompt(desk: OrderDesk) {
  return {
    description: "Turns a customer's message into one JSON order by the rules of the house.",
    messages: [
      {
        role: "system",
        sections: [
          {
            name: "role",
            text: "You take orders for a trading house. You read one customer message and write down the order it asks for.",
          },
          { name: "facts", text: desk.facts },
          { name: "rules", text: ["House rules:", ...desk.startingStatements].join("\n") },
        ],
      },
      { role: "user", sections: [{ name: "message", text: "{{message}}" }] },
    ],
    inputSchema: {
      type: "object",
      properties: { message: { type: "string", description: "The customer's message with its header." } },
      required: ["message"],
    },
    mask: [
      { pointer: "/messages/0/sections/2/text", learnable: true, maxTokens: 1500, locked: ["House rules:"] },
    ],
  };
}

function solverPrompt() {
  return {
    description: "Solves one question and hands in the answer.",
    messages: [
      {
        role: "system",
        sections: [
          {
            name: "rules",
            text: "Solve the question step by step. Use the calculator for arithmetic. Hand in the final answer, and only it, with the done tool.",
          },
        ],
      },
      { role: "user", sections: [{ name: "question", text: "{{question}}" }] },
    ],
    inputSchema: { type: "object", properties: { question: { type: "string" } }, required: ["question"] },
    mask: [{ pointer: "/messages/0/sections/0/text", learnable: true, maxTokens: 1500 }],
  };
}

function calculator(desk: OrderDesk) {
  return {
    description: "Evaluates an arithmetic expression such as 3*19.95+4.90.",
    type: "code",
    code: desk.calculatorCode,
    capabilities: [],
    effect: "pure",
    timeoutMs: 1000,
    inputSchema: {
      type: "object",
      properties: { expression: { type: "string", description: "Numbers, + - * / and parentheses." } },
      required: ["expression"],
    },
    outputSchema: { type: "object", properties: { value: { type: "number" } }, required: ["value"] },
    examples: [
      { input: { expression: "2+3" }, output: { value: 5 } },
      { input: { expression: "7*6" }, output: { value: 42 } },
    ],
    mask: [{ pointer: "/code", learnable: true, maxTokens: 3000 }],
  };
}

const DONE = {
  description: "Hands in the final output and ends the run.",
  type: "builtin",
  implementation: "done",
  effect: "pure",
  timeoutMs: 1000,
  inputSchema: {
    type: "object",
    properties: { output: { description: "The final output: a text or a JSON value." } },
    required: ["output"],
  },
  mask: [],
};

const TODO = {
  description: "Keeps the agent's own list of what is left to do: add an entry, complete one, or list them.",
  type: "builtin",
  implementation: "todo",
  effect: "pure",
  timeoutMs: 1000,
  inputSchema: {
    type: "object",
    properties: {
      action: { type: "string", enum: ["add", "complete", "list"] },
      text: { type: "string", description: "What is to be done, with `add`." },
      number: {
        type: "integer",
        minimum: 1,
        description: "The entry's number in the list, with `complete`.",
      },
    },
    required: ["action"],
  },
  mask: [],
};

const DESK_FILES = {
  description: "A small folder of texts that an agent can list, read and write; each run has a fresh copy.",
  type: "filesystem",
  actions: USUAL_FILE_ACTIONS,
  rules: "Files outlive a single step, but not the run.",
  initialState: { files: { "readme.txt": "Notes of the order desk are kept in this folder.\n" } },
  config: { maxFileBytes: 65_536 },
  mask: [{ pointer: "/rules", learnable: true, maxTokens: 400 }],
};

const HOUSE_NOTES = {
  description: "What the order desk remembers about the house's ways.",
  strategy: "session",
  limits: { maxRecords: 40, maxTokens: 1200 },
  records: [],
  mask: [{ pointer: "/records", learnable: true }],
};

function orderClerk() {
  return {
    description: "Reads customer messages and writes orders.",
    loop: "tool-calling",
    prompt: "order-clerk",
    inputs: ["message"],
    model: SIMULATED,
    sampling: { temperature: 0, maxOutputTokens: 2000 },
    tools: ["calculator", "done"],
    environments: [],
    memory: ["house-notes"],
    limits: { maxSteps: 8, maxTokens: 40_000, timeoutMs: 120_000 },
    mask: [],
  };
}

function solver() {
  return {
    ...orderClerk(),
    description: "Solves questions of any imported dataset with the calculator.",
    prompt: "solver",
    inputs: ["question"],
    memory: [],
    limits: { maxSteps: 12, maxTokens: 60_000, timeoutMs: 180_000 },
  };
}
