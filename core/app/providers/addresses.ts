import { isModelProvider, type ModelProviderName } from "#core/domain/model-provider.ts";
import type { RequestRules } from "#core/domain/request-rules.ts";

/** What is known of a provider without opening it. */
export type Address = {
  /** Its name on screen. */
  readonly label: string;
  /** Where it is asked unless another address is named; null for what answers in this process or has none of its own. */
  readonly baseUrl: string | null;
  /** The environment variable that customarily holds its key; null where it needs none by default. */
  readonly keyVariable: string | null;
  /** How the address of one is written that has none of its own. */
  readonly form?: string;
  /** The header that carries the key, where that is not `authorization`. */
  readonly keyHeader?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** How requests to it differ from the usual ones. */
  readonly request?: RequestRules;
  /** It refuses a tool whose parameters are left out, where others refuse an object without members. */
  readonly wantsParameters?: boolean;
  /** It passes calls on to others, who bill them wherever it runs itself. */
  readonly isGateway?: boolean;
};

/**
 * Every provider that a model may name, with the customs of each that are known beforehand; what else one refuses is learned
 * from its refusals. Local servers are written as 127.0.0.1: "localhost" may mean ::1, where most of them do not listen.
 */
export const ADDRESSES = {
  simulated: { label: "Simulated", baseUrl: null, keyVariable: null },
  openai: { label: "OpenAI", baseUrl: "https://api.openai.com/v1", keyVariable: "OPENAI_API_KEY" },
  openrouter: {
    label: "OpenRouter",
    baseUrl: "https://openrouter.ai/api/v1",
    keyVariable: "OPENROUTER_API_KEY",
  },
  // It refuses `seed` as a name it does not know: github.com/mcpchecker/mcpchecker/pull/188.
  gemini: {
    label: "Google Gemini",
    baseUrl: "https://generativelanguage.googleapis.com/v1beta/openai",
    keyVariable: "GEMINI_API_KEY",
    // Its reader of schemas knows a part of what others know.
    request: { omit: ["seed"], schemas: "plain" },
  },
  // It passes over `response_format` and `seed` without a word: docs.anthropic.com/en/api/openai-sdk.
  anthropic: {
    label: "Anthropic",
    baseUrl: "https://api.anthropic.com/v1",
    keyVariable: "ANTHROPIC_API_KEY",
    request: { omit: ["seed"], structured: "words" },
  },
  // learn.microsoft.com/azure/foundry/openai/api-version-lifecycle; a deployment's own address wants `api-version` as well.
  azure: {
    label: "Azure OpenAI",
    baseUrl: null,
    form: "https://RESOURCE.openai.azure.com/openai/v1",
    keyVariable: "AZURE_OPENAI_API_KEY",
    keyHeader: "api-key",
  },
  // docs.aws.amazon.com/bedrock/latest/userguide/inference-chat-completions.html
  bedrock: {
    label: "Amazon Bedrock",
    baseUrl: null,
    form: "https://bedrock-runtime.REGION.amazonaws.com/openai/v1",
    keyVariable: "AWS_BEARER_TOKEN_BEDROCK",
  },
  // cloud.google.com/vertex-ai/docs/reference/rest/v1beta1/projects.locations.endpoints.chat/completions; its key is a
  // token that lasts an hour, for which there is no customary name.
  vertex: {
    label: "Google Vertex AI",
    baseUrl: null,
    form: "https://LOCATION-aiplatform.googleapis.com/v1beta1/projects/PROJECT/locations/LOCATION/endpoints/openapi",
    keyVariable: "VERTEX_ACCESS_TOKEN",
  },
  // docs.github.com/en/github-models/quickstart
  "github-models": {
    label: "GitHub Models",
    baseUrl: "https://models.github.ai/inference",
    keyVariable: "GITHUB_TOKEN",
  },
  // console.groq.com/docs/openai
  groq: { label: "Groq", baseUrl: "https://api.groq.com/openai/v1", keyVariable: "GROQ_API_KEY" },
  // It has `seed` by another name and no `stream_options`: github.com/posit-dev/chatlas/pull/145.
  mistral: {
    label: "Mistral",
    baseUrl: "https://api.mistral.ai/v1",
    keyVariable: "MISTRAL_API_KEY",
    request: { rename: { seed: "random_seed" }, omit: ["stream_options"] },
    wantsParameters: true,
  },
  // It takes json_object and no schema: github.com/BerriAI/litellm/pull/31466.
  deepseek: {
    label: "DeepSeek",
    baseUrl: "https://api.deepseek.com/v1",
    keyVariable: "DEEPSEEK_API_KEY",
    request: { structured: "json-object" },
  },
  // docs.datafold.com/integrations/llm-providers/openai-compatible
  together: { label: "Together", baseUrl: "https://api.together.xyz/v1", keyVariable: "TOGETHER_API_KEY" },
  // github.com/docker/docker-agent/pull/3369
  fireworks: {
    label: "Fireworks",
    baseUrl: "https://api.fireworks.ai/inference/v1",
    keyVariable: "FIREWORKS_API_KEY",
  },
  // inference-docs.cerebras.ai/resources/openai
  cerebras: { label: "Cerebras", baseUrl: "https://api.cerebras.ai/v1", keyVariable: "CEREBRAS_API_KEY" },
  // docs.sambanova.ai/docs/en/features/anthropic-compatibility
  sambanova: { label: "SambaNova", baseUrl: "https://api.sambanova.ai/v1", keyVariable: "SAMBANOVA_API_KEY" },
  // glama.ai/mcp/servers/@Infatoshi/thinkingcap: src/providers.ts
  xai: { label: "xAI", baseUrl: "https://api.x.ai/v1", keyVariable: "XAI_API_KEY" },
  // docs.perplexity.ai/docs/sonar/openai-compatibility
  perplexity: {
    label: "Perplexity",
    baseUrl: "https://api.perplexity.ai",
    keyVariable: "PERPLEXITY_API_KEY",
  },
  // docs.cohere.com/docs/compatibility-api; of a form it is told by json_object alone:
  // kestra.io/plugins/plugin-ai/provider/io.kestra.plugin.ai.provider.cohere.
  cohere: {
    label: "Cohere",
    baseUrl: "https://api.cohere.ai/compatibility/v1",
    keyVariable: "COHERE_API_KEY",
    request: { structured: "json-object" },
  },
  // build.nvidia.com
  nvidia: {
    label: "NVIDIA NIM",
    baseUrl: "https://integrate.api.nvidia.com/v1",
    keyVariable: "NVIDIA_API_KEY",
  },
  // huggingface.co/changelog/inference-providers-openai-compatible
  huggingface: {
    label: "Hugging Face",
    baseUrl: "https://router.huggingface.co/v1",
    keyVariable: "HF_TOKEN",
  },
  // platform.kimi.ai/docs/api/overview; in China it is api.moonshot.cn.
  moonshot: { label: "Moonshot", baseUrl: "https://api.moonshot.ai/v1", keyVariable: "MOONSHOT_API_KEY" },
  // alibabacloud.com/help/model-studio/compatibility-of-openai-with-dashscope; in China it is dashscope.aliyuncs.com.
  qwen: {
    label: "Qwen",
    baseUrl: "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
    keyVariable: "DASHSCOPE_API_KEY",
  },
  // docs.z.ai/guides/develop/openai/python
  zai: { label: "Z.ai", baseUrl: "https://api.z.ai/api/paas/v4", keyVariable: "ZAI_API_KEY" },
  // docs.litellm.ai/docs/proxy/management_client
  litellm: {
    label: "LiteLLM",
    baseUrl: null,
    form: "http://127.0.0.1:4000/v1",
    keyVariable: "LITELLM_API_KEY",
    isGateway: true,
  },
  ollama: { label: "Ollama", baseUrl: "http://127.0.0.1:11434/v1", keyVariable: null },
  "lm-studio": {
    label: "LM Studio",
    baseUrl: "http://127.0.0.1:1234/v1",
    keyVariable: null,
    wantsParameters: true,
  },
  vllm: { label: "vLLM", baseUrl: "http://127.0.0.1:8000/v1", keyVariable: "VLLM_API_KEY" },
  "llama-cpp": {
    label: "llama.cpp",
    baseUrl: "http://127.0.0.1:8080/v1",
    keyVariable: null,
    wantsParameters: true,
  },
  // docs.openclaw.ai/providers/sglang
  sglang: { label: "SGLang", baseUrl: "http://127.0.0.1:30000/v1", keyVariable: "SGLANG_API_KEY" },
  // huggingface.co/docs/text-generation-inference/en/basic_tutorials/consuming_tgi
  tgi: { label: "TGI", baseUrl: "http://127.0.0.1:8080/v1", keyVariable: null },
} as const satisfies Readonly<Record<ModelProviderName, Address>>;

/** All of them, in the order in which people see them. */
export function listAddresses(): ReadonlyArray<Address & { readonly name: string }> {
  const addresses: Readonly<Record<string, Address>> = ADDRESSES;
  return Object.entries(addresses).map(([name, address]) => ({ name, ...address }));
}

/** What is known of the provider of this name; null where there is none. */
export function findAddress(name: string): Address | null {
  const addresses: Readonly<Record<string, Address>> = ADDRESSES;
  return isModelProvider(name) ? (addresses[name] ?? null) : null;
}
