import { isModelProvider, type ModelProviderName } from "#core/domain/model-provider.ts";
import { ADDRESSES } from "./addresses.ts";
import { compatible } from "./compatible.ts";
import type { Preset } from "./preset.ts";
import { SIMULATED } from "./simulated.ts";

/** How each provider is opened. */
export const PRESETS: Readonly<Record<ModelProviderName, Preset>> = {
  simulated: SIMULATED,
  openai: compatible(ADDRESSES.openai),
  openrouter: compatible(ADDRESSES.openrouter),
  gemini: compatible(ADDRESSES.gemini),
  anthropic: compatible(ADDRESSES.anthropic),
  ollama: compatible(ADDRESSES.ollama),
  "lm-studio": compatible(ADDRESSES["lm-studio"]),
  vllm: compatible(ADDRESSES.vllm),
  "llama-cpp": compatible(ADDRESSES["llama-cpp"]),
};

/** What a name stands for; null where no provider has it. */
export function findPreset(name: string): Preset | null {
  return isModelProvider(name) ? PRESETS[name] : null;
}
