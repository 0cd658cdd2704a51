/** Endpoints that speak the OpenAI chat protocol, by the first half of PROVIDER/NAME. */
export type EndpointPreset = {
  readonly id: string;
  /** Its name on screen. */
  readonly label: string;
  readonly baseUrl: string;
  /** The environment variable that customarily holds its key; null where it needs none by default. */
  readonly keyVariable: string | null;
};

/** Local servers are written as 127.0.0.1: "localhost" may mean ::1, where most of them do not listen. */
export const ENDPOINT_PRESETS: readonly EndpointPreset[] = [
  {
    id: "openai",
    label: "OpenAI",
    baseUrl: "https://api.openai.com/v1",
    keyVariable: "OPENAI_API_KEY",
  },
  {
    id: "openrouter",
    label: "OpenRouter",
    baseUrl: "https://openrouter.ai/api/v1",
    keyVariable: "OPENROUTER_API_KEY",
  },
  {
    id: "gemini",
    label: "Google Gemini",
    baseUrl: "https://generativelanguage.googleapis.com/v1beta/openai",
    keyVariable: "GEMINI_API_KEY",
  },
  {
    id: "anthropic",
    label: "Anthropic",
    baseUrl: "https://api.anthropic.com/v1",
    keyVariable: "ANTHROPIC_API_KEY",
  },
  { id: "ollama", label: "Ollama", baseUrl: "http://127.0.0.1:11434/v1", keyVariable: null },
  { id: "lm-studio", label: "LM Studio", baseUrl: "http://127.0.0.1:1234/v1", keyVariable: null },
  { id: "vllm", label: "vLLM", baseUrl: "http://127.0.0.1:8000/v1", keyVariable: "VLLM_API_KEY" },
  { id: "llama-cpp", label: "llama.cpp", baseUrl: "http://127.0.0.1:8080/v1", keyVariable: null },
];

export function findPreset(id: string): EndpointPreset | null {
  return ENDPOINT_PRESETS.find((preset) => preset.id === id) ?? null;
}

/**
 * The variable whose key may be sent to this address: the preset's, and only while the address is of the preset's own
 * origin. An imported agent can name any address, and must not draw the key there. Null means: send none.
 */
export function keyVariableFor(preset: EndpointPreset, baseUrl: string): string | null {
  const isOwnOrigin = URL.canParse(baseUrl) && new URL(baseUrl).origin === new URL(preset.baseUrl).origin;
  return isOwnOrigin ? preset.keyVariable : null;
}
