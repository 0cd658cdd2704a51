import type { Json, JsonObject } from "#core/base/json.ts";
import type { ResourceKey } from "#core/domain/resource.ts";

/** Valid contents of the five kinds, small enough to read; a test replaces what it is about. */
type Fields = Readonly<Record<string, Json>>;

export const RULES = "/messages/0/sections/1/text";

/** A prompt with a fixed role, learnable rules with two locked texts and room for forty words, and one slot. */
export function promptContent(fields: Fields = {}): JsonObject {
  return {
    description: "Turns a message into an order.",
    messages: [
      {
        role: "system",
        sections: [
          { name: "role", text: "You take orders." },
          { name: "rules", text: "House rules: be exact. Never invent." },
        ],
      },
      { role: "user", sections: [{ name: "message", text: "{{message}}" }] },
    ],
    inputSchema: { type: "object", properties: { message: { type: "string" } }, required: ["message"] },
    mask: [
      { pointer: RULES, learnable: true, maxTokens: 40, locked: ["House rules:", "Never invent."] },
      { pointer: "/messages/1/sections/0/text", learnable: true },
    ],
    ...fields,
  };
}

/** The same prompt with other rules. */
export function promptWith(rules: string, fields: Fields = {}): JsonObject {
  const [system, user] = promptContent()["messages"] as readonly JsonObject[];
  const [role, section] = (system ?? {})["sections"] as readonly JsonObject[];
  const sections = [role as Json, { ...section, text: rules }];
  return promptContent({ messages: [{ ...system, sections }, user as Json], ...fields });
}

export function agentContent(fields: Fields = {}): JsonObject {
  return {
    description: "Reads messages and writes orders.",
    loop: "tool-calling",
    prompt: "clerk",
    inputs: ["message"],
    model: { provider: "simulated", name: "desk-1" },
    sampling: { temperature: 0 },
    tools: ["adder", "done"],
    environments: ["files"],
    memory: ["notes"],
    limits: { maxSteps: 8, maxTokens: 4000, timeoutMs: 1000 },
    mask: [
      { pointer: "/tools", learnable: true },
      { pointer: "/sampling/temperature", learnable: true },
    ],
    ...fields,
  };
}

const NUMBERS = {
  type: "object",
  properties: { a: { type: "number" }, b: { type: "number" } },
  required: ["a", "b"],
};

/** A code tool whose code is learnable. */
export function toolContent(fields: Fields = {}): JsonObject {
  return {
    description: "Adds two numbers.",
    type: "code",
    code: "export default ({ a, b }) => ({ sum: a + b });",
    capabilities: [],
    effect: "pure",
    timeoutMs: 1000,
    inputSchema: NUMBERS,
    outputSchema: { type: "object", properties: { sum: { type: "number" } }, required: ["sum"] },
    examples: [{ input: { a: 1, b: 2 }, output: { sum: 3 } }],
    mask: [{ pointer: "/code", learnable: true, maxTokens: 200 }],
    ...fields,
  };
}

export function builtinContent(fields: Fields = {}): JsonObject {
  return {
    description: "Hands in the answer.",
    type: "builtin",
    implementation: "done",
    effect: "pure",
    timeoutMs: 1000,
    inputSchema: { type: "object", properties: { output: {} }, required: ["output"] },
    mask: [],
    ...fields,
  };
}

export function environmentContent(fields: Fields = {}): JsonObject {
  return {
    description: "A folder for notes.",
    type: "filesystem",
    actions: [
      {
        name: "read_file",
        description: "Reads one.",
        inputSchema: { type: "object", properties: {} },
        effect: "read",
      },
    ],
    rules: "Files outlive a step, not the run.",
    initialState: { files: {} },
    config: { maxFileBytes: 1000 },
    mask: [{ pointer: "/rules", learnable: true }],
    ...fields,
  };
}

export function memoryContent(fields: Fields = {}): JsonObject {
  return {
    description: "What the desk remembers.",
    strategy: "session",
    limits: { maxRecords: 10, maxTokens: 200 },
    records: [],
    mask: [{ pointer: "/records", learnable: true }],
    ...fields,
  };
}

/** One resource of each kind and a second tool, fitting each other. */
export const HOUSE: ReadonlyMap<ResourceKey, JsonObject> = new Map<ResourceKey, JsonObject>([
  ["prompt/clerk", promptContent()],
  ["tool/adder", toolContent()],
  ["tool/done", builtinContent()],
  ["environment/files", environmentContent()],
  ["memory/notes", memoryContent()],
  ["agent/clerk", agentContent()],
]);
