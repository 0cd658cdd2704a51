import { AppError } from "#core/base/app-error.ts";
import { sleep } from "#core/app/system.ts";
import { createOpenAiProvider, type OpenAiProviderOptions } from "#core/models/openai/openai.ts";
import type { ChatRequest, ModelPart, ModelProvider } from "#core/models/provider.ts";
import type { OpenAiServer } from "./openai-server.ts";

export const SECRET_KEY = "sk-proj-Very5ecretKey";
export const SECRET_TEXT = "the customer's private words";

/** A request whose text must not turn up in any error. */
export const PRIVATE_REQUEST: ChatRequest = {
  model: "test-model",
  messages: [{ role: "user", content: SECRET_TEXT }],
  sampling: {},
};

const never = new AbortController().signal;

/** The real provider, speaking to a server of the test. */
export function providerFor(
  server: Pick<OpenAiServer, "baseUrl">,
  given: Partial<OpenAiProviderOptions> = {},
): ModelProvider {
  return createOpenAiProvider({
    id: "loopback",
    baseUrl: server.baseUrl,
    apiKey: () => SECRET_KEY,
    keyVariable: "LOOPBACK_API_KEY",
    fetch: globalThis.fetch,
    sleep,
    patience: { silenceMs: 20_000 },
    ...given,
  });
}

/** The provider as it is for OpenAI's own service, with its requests led to a server of the test. */
export function openAiProviderFor(
  server: Pick<OpenAiServer, "baseUrl">,
  given: Partial<OpenAiProviderOptions> = {},
): ModelProvider {
  const official = "https://api.openai.com/v1";
  return providerFor(server, {
    baseUrl: official,
    keyVariable: "OPENAI_API_KEY",
    fetch: async (input, init) => {
      const address = input instanceof Request ? input.url : String(input);
      return fetch(address.replace(official, server.baseUrl), init);
    },
    ...given,
  });
}

export async function readParts(
  provider: ModelProvider,
  request: ChatRequest = PRIVATE_REQUEST,
  signal: AbortSignal = never,
): Promise<readonly ModelPart[]> {
  const parts: ModelPart[] = [];
  for await (const part of provider.stream(request, signal)) parts.push(part);
  return parts;
}

/** The error a call ends with; anything but an AppError, and success, is thrown on. */
export async function readError(
  provider: ModelProvider,
  request: ChatRequest = PRIVATE_REQUEST,
  signal: AbortSignal = never,
): Promise<AppError> {
  try {
    await readParts(provider, request, signal);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("the call succeeded");
}

/** Everything that can be read from an error, its chain of causes and stacks included. */
export function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error) ?? "";
  const fields = JSON.stringify(Object.entries(error));
  return [error.name, error.message, error.stack, fields, everythingIn(error.cause)].join("\n");
}
