import { assertDefined } from "#core/base/assert.ts";

/**
 * The model providers there are, by the first half of PROVIDER/NAME, in the order in which people see them. An `endpoint`
 * is asked at an address. A `stand-in` answers in this process and is no language model: whatever shows its work says so.
 */
export const MODEL_PROVIDERS = {
  simulated: "stand-in",
  openai: "endpoint",
  openrouter: "endpoint",
  gemini: "endpoint",
  anthropic: "endpoint",
  azure: "endpoint",
  bedrock: "endpoint",
  vertex: "endpoint",
  "github-models": "endpoint",
  groq: "endpoint",
  mistral: "endpoint",
  deepseek: "endpoint",
  together: "endpoint",
  fireworks: "endpoint",
  cerebras: "endpoint",
  sambanova: "endpoint",
  xai: "endpoint",
  perplexity: "endpoint",
  cohere: "endpoint",
  nvidia: "endpoint",
  huggingface: "endpoint",
  moonshot: "endpoint",
  qwen: "endpoint",
  zai: "endpoint",
  litellm: "endpoint",
  ollama: "endpoint",
  "lm-studio": "endpoint",
  vllm: "endpoint",
  "llama-cpp": "endpoint",
  sglang: "endpoint",
  tgi: "endpoint",
} as const satisfies Readonly<Record<string, "stand-in" | "endpoint">>;
export type ModelProviderName = keyof typeof MODEL_PROVIDERS;
export type StandInName = {
  [Name in ModelProviderName]: (typeof MODEL_PROVIDERS)[Name] extends "stand-in" ? Name : never;
}[ModelProviderName];

export function isModelProvider(name: string): name is ModelProviderName {
  return Object.hasOwn(MODEL_PROVIDERS, name);
}

/** Whether what this provider answers is no language model's. A name that nobody knows is no stand-in's. */
export function isStandIn(provider: string): provider is StandInName {
  return isModelProvider(provider) && MODEL_PROVIDERS[provider] === "stand-in";
}

/** CONNECTION/NAME in its two halves; null where it is none. A name may have strokes of its own. */
export function splitModelName(written: string): { readonly provider: string; readonly name: string } | null {
  const stroke = written.indexOf("/");
  if (stroke < 1 || stroke === written.length - 1) return null;
  return { provider: written.slice(0, stroke), name: written.slice(stroke + 1) };
}

/** The same of a name whose form was checked before. */
export function toModelChoice(written: string): { readonly provider: string; readonly name: string } {
  return assertDefined(splitModelName(written), `the two halves of ${written}`);
}
