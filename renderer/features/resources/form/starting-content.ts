import type { JsonObject } from "#core/base/json.ts";
import { USUAL_FILE_ACTIONS } from "#core/domain/content/file-actions.ts";
import type { ResourceKind } from "#core/domain/resource.ts";
import { splitModel } from "#renderer/models/split-model.ts";

/** What a new resource of a kind begins with: as little as runs. `model`: CONNECTION/NAME, where the workspace has a usual one. */
export function startingContent(kind: ResourceKind, model: string | null): JsonObject {
  if (kind !== "agent") return STARTS[kind];
  const chosen = splitModel(model ?? "");
  return { ...STARTS.agent, model: { provider: chosen?.provider ?? "", name: chosen?.name ?? "" } };
}

/** A tool that the program has; `done` until another is chosen. */
export const BUILTIN_START: JsonObject = {
  description: "",
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

const CODE = `// Called with the arguments; what it returns is the answer. It may be async.
function run(input) {
  const words = input.text.split(/\\s+/).filter((word) => word !== "");
  return { count: words.length };
}
`;

/** Source that runs as it stands, with an example that it reproduces. */
export const CODE_START: JsonObject = {
  description: "",
  type: "code",
  code: CODE,
  capabilities: [],
  effect: "pure",
  timeoutMs: 1000,
  inputSchema: { type: "object", properties: { text: { type: "string" } }, required: ["text"] },
  examples: [{ input: { text: "two words" }, output: { count: 2 } }],
  mask: [{ pointer: "/code", learnable: true }],
};

const STARTS: Readonly<Record<ResourceKind, JsonObject>> = {
  prompt: {
    description: "",
    messages: [
      { role: "system", sections: [{ name: "rules", text: "" }] },
      { role: "user", sections: [{ name: "task", text: "{{message}}" }] },
    ],
    inputSchema: { type: "object", properties: { message: { type: "string" } }, required: ["message"] },
    mask: [{ pointer: "/messages/0/sections/0/text", learnable: true }],
  },
  agent: {
    description: "",
    loop: "chat",
    prompt: "",
    inputs: [],
    model: { provider: "", name: "" },
    sampling: {},
    tools: [],
    environments: [],
    memory: [],
    limits: { maxSteps: 8, maxTokens: 40_000, timeoutMs: 120_000 },
    mask: [],
  },
  tool: CODE_START,
  environment: {
    description: "",
    type: "filesystem",
    actions: USUAL_FILE_ACTIONS,
    rules: "",
    initialState: { files: {} },
    config: { maxFileBytes: 65_536 },
    mask: [{ pointer: "/rules", learnable: true }],
  },
  memory: {
    description: "",
    strategy: "session",
    limits: { maxRecords: 40, maxTokens: 1200 },
    records: [],
    mask: [{ pointer: "/records", learnable: true }],
  },
};
