import { isModelProvider, type ModelProviderName } from "#core/domain/model-provider.ts";
import { compatible } from "./compatible.ts";
import type { Preset } from "./preset.ts";
import { SIMULATED } from "./simulated.ts";

/** Every provider that a model may name. */
export const PRESETS: Readonly<Record<ModelProviderName, Preset>> = {
  simulated: SIMULATED,
  openai: compatible({
    label: "OpenAI",
    baseUrl: "https://api.openai.com/v1",
    keyVariable: "OPENAI_API_KEY",
  }),
  openrouter: compatible({
    label: "OpenRouter",
    baseUrl: "https://openrouter.ai/api/v1",
    keyVariable: "OPENROUTER_API_KEY",
  }),
  gemini: compatible({
    label: "Google Gemini",
    baseUrl: "https://generativelanguage.googleapis.com/v1beta/openai",
    keyVariable: "GEMINI_API_KEY",
  }),
  anthropic: compatible({
    label: "Anthropic",
    baseUrl: "https://api.anthropic.com/v1",
    keyVariable: "ANTHROPIC_API_KEY",
  }),
  ollama: compatible({ label: "Ollama", baseUrl: "http://127.0.0.1:11434/v1", keyVariable: null }),
  "lm-studio": compatible({ label: "LM Studio", baseUrl: "http://127.0.0.1:1234/v1", keyVariable: null }),
  vllm: compatible({ label: "vLLM", baseUrl: "http://127.0.0.1:8000/v1", keyVariable: "VLLM_API_KEY" }),
  "llama-cpp": compatible({ label: "llama.cpp", baseUrl: "http://127.0.0.1:8080/v1", keyVariable: null }),
};

/** What a name stands for; null where no provider has it. */
export function findPreset(name: string): Preset | null {
  return isModelProvider(name) ? PRESETS[name] : null;
}
