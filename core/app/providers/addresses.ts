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
};

/** Every provider that a model may name. Local servers are written as 127.0.0.1: "localhost" may mean ::1, where most of them do not listen. */
export const ADDRESSES = {
  simulated: { label: "Simulated", baseUrl: null, keyVariable: null },
  openai: { label: "OpenAI", baseUrl: "https://api.openai.com/v1", keyVariable: "OPENAI_API_KEY" },
  openrouter: {
    label: "OpenRouter",
    baseUrl: "https://openrouter.ai/api/v1",
    keyVariable: "OPENROUTER_API_KEY",
  },
  gemini: {
    label: "Google Gemini",
    baseUrl: "https://generativelanguage.googleapis.com/v1beta/openai",
    keyVariable: "GEMINI_API_KEY",
    // Its reader of schemas knows a part of what others know.
    request: { schemas: "plain" },
  },
  anthropic: {
    label: "Anthropic",
    baseUrl: "https://api.anthropic.com/v1",
    keyVariable: "ANTHROPIC_API_KEY",
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
