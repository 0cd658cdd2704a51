import type { z } from "zod";
import { wordIssue } from "#core/base/word-issue.ts";
import { assert } from "#core/base/assert.ts";
import type { JsonObject } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import { RESOURCE_KINDS, type ResourceKind } from "#core/domain/resource.ts";
import { agentContentSchema, type AgentContent } from "./agent.ts";
import { environmentContentSchema, type EnvironmentContent } from "./environment.ts";
import { memoryContentSchema, type MemoryContent } from "./memory.ts";
import { promptContentSchema, type PromptContent } from "./prompt.ts";
import { toolContentSchema, type ToolContent } from "./tool.ts";

/** The content of each kind: one table of five. */
export type ContentOf = {
  readonly prompt: PromptContent;
  readonly agent: AgentContent;
  readonly tool: ToolContent;
  readonly environment: EnvironmentContent;
  readonly memory: MemoryContent;
};

const SCHEMAS = {
  prompt: promptContentSchema,
  agent: agentContentSchema,
  tool: toolContentSchema,
  environment: environmentContentSchema,
  memory: memoryContentSchema,
} as const satisfies Record<ResourceKind, z.ZodType>;

/** A resource's content with its kind, as it is stored: JSON, unknown fields included. */
export type ResourceContent = {
  [K in ResourceKind]: { readonly kind: K; readonly content: ContentOf[K] };
}[ResourceKind];

/** The form of a kind's content, for what has to say which field of it is where. */
export function contentForm(kind: ResourceKind): z.ZodType {
  return SCHEMAS[kind];
}

/** The content if it has the form of its kind, else what is wrong, one line per field. */
export function parseContent(kind: ResourceKind, raw: unknown): Result<ResourceContent, readonly string[]> {
  const parsed = SCHEMAS[kind].safeParse(raw, { error: wordIssue });
  if (!parsed.success) {
    return err(parsed.error.issues.map((issue) => `/${issue.path.join("/")}: ${issue.message}`));
  }
  // Sound because SCHEMAS pairs kinds and contents; TypeScript cannot see the pairing through the index.
  return ok({ kind, content: parsed.data } as ResourceContent);
}

/** Content that is already known to be valid (it came out of the store), narrowed to its kind. */
export function contentAs<K extends ResourceKind>(kind: K, content: JsonObject): ContentOf[K] {
  assert(RESOURCE_KINDS.includes(kind), `unknown kind ${kind}`);
  return content as unknown as ContentOf[K]; // Passed the schema of its kind before it was stored.
}
