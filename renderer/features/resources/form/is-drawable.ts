import { isJsonObject, type Json } from "#core/base/json.ts";
import type { ResourceKind } from "#core/domain/resource.ts";

/** Whether the form of a kind can draw a content: no list, object or text stands where its fields expect another. */
export function isDrawable(kind: ResourceKind, content: Json): boolean {
  return isJsonObject(content) && isLike(content, SHAPES[kind]);
}

const MASK: Json = [{ pointer: "" }];
const SCHEMA: Json = { properties: {}, required: [""] };

/** What fields read, by kind: an empty text stands for any single value, the first of a list for each of its members. */
const SHAPES: Readonly<Record<ResourceKind, Json>> = {
  prompt: {
    description: "",
    messages: [{ role: "", sections: [{ name: "", text: "" }] }],
    inputSchema: SCHEMA,
    mask: MASK,
  },
  agent: {
    description: "",
    loop: "",
    prompt: "",
    inputs: [""],
    model: { provider: "", name: "" },
    sampling: { temperature: "", topP: "", maxOutputTokens: "" },
    tools: [""],
    environments: [""],
    memory: [""],
    limits: { maxSteps: "", maxTokens: "", timeoutMs: "" },
    mask: MASK,
  },
  tool: {
    description: "",
    type: "",
    code: "",
    implementation: "",
    capabilities: [""],
    effect: "",
    timeoutMs: "",
    inputSchema: SCHEMA,
    // What is called and answered is any JSON.
    examples: [{}],
    mask: MASK,
  },
  environment: {
    description: "",
    type: "",
    actions: [{ name: "", description: "" }],
    rules: "",
    initialState: { files: {} },
    config: { maxFileBytes: "" },
    mask: MASK,
  },
  memory: {
    description: "",
    strategy: "",
    limits: { maxRecords: "", maxTokens: "" },
    records: [{ text: "", type: "", importance: "" }],
    mask: MASK,
  },
};

/** What is not there is an empty field. */
function isLike(value: Json | undefined, shape: Json): boolean {
  if (value === undefined) return true;
  if (Array.isArray(shape)) {
    const [member = ""] = shape as readonly Json[];
    return Array.isArray(value) && value.every((item: Json) => isLike(item, member));
  }
  if (!isJsonObject(shape)) return !Array.isArray(value) && !isJsonObject(value);
  return isJsonObject(value) && Object.entries(shape).every(([key, part]) => isLike(value[key], part));
}
