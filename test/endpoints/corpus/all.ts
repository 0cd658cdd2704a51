import type { Behaviour } from "#test/endpoints/behaviour.ts";
import { AZURE } from "./azure.ts";
import { DEEPSEEK } from "./deepseek.ts";
import { GATEWAYS } from "./gateways.ts";
import { GEMINI } from "./gemini.ts";
import { GROQ } from "./groq.ts";
import { HOSTED } from "./hosted.ts";
import { HUGGING_FACE } from "./hugging-face.ts";
import { LITELLM } from "./litellm.ts";
import { LLAMA_CPP } from "./llama-cpp.ts";
import { LM_STUDIO } from "./lm-studio.ts";
import { MISTRAL } from "./mistral.ts";
import { OLLAMA } from "./ollama.ts";
import { OPENROUTER } from "./openrouter.ts";
import { SGLANG } from "./sglang.ts";
import { VLLM } from "./vllm.ts";

/** What endpoints do, each from a public source, in the order of the page that lists them. */
export const CORPUS: readonly Behaviour[] = [
  ...VLLM,
  ...SGLANG,
  ...HUGGING_FACE,
  ...LLAMA_CPP,
  ...LM_STUDIO,
  ...OLLAMA,
  ...LITELLM,
  ...OPENROUTER,
  ...GROQ,
  ...MISTRAL,
  ...DEEPSEEK,
  ...AZURE,
  ...GEMINI,
  ...HOSTED,
  ...GATEWAYS,
];
