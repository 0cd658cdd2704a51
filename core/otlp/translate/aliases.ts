import { AUTOGENESIS, GEN_AI } from "#core/recording/gen-ai.ts";

/** What a value has to be, to be taken for what is meant. */
export type AliasForm = "text" | "number" | "json";

export type Alias = {
  readonly form: AliasForm;
  /** The names that other programs use for it; the first that is there is taken. */
  readonly names: readonly string[];
};

/**
 * For each name that is read here, what others call it: OpenInference (`llm.`, `tool.`), OpenLLMetry (`llm.usage.`,
 * `traceloop.`), the AI SDK (`ai.`), and earlier editions of the conventions themselves. Where a span has the name that is
 * read here too, that one holds [T32].
 */
export const ALIASES: Readonly<Record<string, Alias>> = {
  [GEN_AI.provider]: {
    form: "text",
    names: ["gen_ai.system", "llm.provider", "llm.system", "llm.vendor", "ai.model.provider"],
  },
  [GEN_AI.requestModel]: {
    form: "text",
    names: ["llm.model_name", "llm.request.model", "embedding.model_name", "ai.model.id"],
  },
  [GEN_AI.responseModel]: { form: "text", names: ["llm.response.model", "ai.response.model"] },
  [GEN_AI.responseId]: { form: "text", names: ["ai.response.id"] },
  [GEN_AI.inputTokens]: {
    form: "number",
    names: [
      "gen_ai.usage.prompt_tokens",
      "llm.token_count.prompt",
      "llm.usage.prompt_tokens",
      "ai.usage.inputTokens",
      "ai.usage.promptTokens",
    ],
  },
  [GEN_AI.outputTokens]: {
    form: "number",
    names: [
      "gen_ai.usage.completion_tokens",
      "llm.token_count.completion",
      "llm.usage.completion_tokens",
      "ai.usage.outputTokens",
      "ai.usage.completionTokens",
    ],
  },
  [GEN_AI.cachedTokens]: {
    form: "number",
    names: [
      "gen_ai.usage.cache_read_input_tokens",
      "llm.token_count.prompt_details.cache_read",
      "ai.usage.cachedInputTokens",
    ],
  },
  [AUTOGENESIS.costUsd]: { form: "number", names: ["llm.cost.total", "gen_ai.usage.cost"] },
  [GEN_AI.agentName]: { form: "text", names: ["agent.name", "graph.node.name"] },
  [GEN_AI.toolName]: { form: "text", names: ["tool.name", "ai.toolCall.name"] },
  [GEN_AI.toolDescription]: { form: "text", names: ["tool.description"] },
  [GEN_AI.toolCallId]: { form: "text", names: ["tool_call.id", "tool.id", "ai.toolCall.id"] },
};

/** What a tool was given and came to; `input.value` means that for the span of a tool alone. */
export const TOOL_ALIASES: Readonly<Record<string, Alias>> = {
  [GEN_AI.toolArguments]: {
    form: "json",
    names: ["tool_call.function.arguments", "ai.toolCall.args", "input.value", "traceloop.entity.input"],
  },
  [GEN_AI.toolResult]: {
    form: "json",
    names: ["ai.toolCall.result", "output.value", "traceloop.entity.output"],
  },
};

/** What any other step was given and came to. */
export const STEP_ALIASES: Readonly<Record<string, Alias>> = {
  [AUTOGENESIS.input]: { form: "json", names: ["input.value", "traceloop.entity.input", "ai.prompt"] },
  [AUTOGENESIS.output]: {
    form: "json",
    names: ["output.value", "traceloop.entity.output", "ai.response.text"],
  },
};

/** Beginnings of names that are read as lists, or one by one. */
export const READ_PREFIXES: readonly string[] = [
  "gen_ai.",
  "autogenesis.",
  "otlp.",
  "llm.input_messages.",
  "llm.output_messages.",
  "llm.tools.",
  "llm.request.functions.",
];

/** Names beside the aliases that are read. */
export const READ_NAMES: ReadonlySet<string> = new Set([
  "openinference.span.kind",
  "traceloop.span.kind",
  "llm.request.type",
  "ai.operationId",
  "ai.prompt.messages",
  "ai.prompt.tools",
  "ai.response.text",
  "ai.response.object",
  "ai.response.toolCalls",
  "input.mime_type",
  "output.mime_type",
  ...[ALIASES, TOOL_ALIASES, STEP_ALIASES].flatMap((table) =>
    Object.values(table).flatMap(({ names }) => names),
  ),
]);
