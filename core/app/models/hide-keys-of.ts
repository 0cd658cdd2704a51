import { AppError } from "#core/base/app-error.ts";
import type { ModelPart, ModelProvider } from "#core/models/provider.ts";

type Hide = (text: string) => string;

/** No form of a key has a blank in it, so what comes after the last one may be the beginning of one; more than this is not. */
const MOST_HELD_BACK = 2048;

/**
 * The provider, with keys hidden in everything its endpoint says: nobody who reads an answer, shows it or decides by it sees
 * more than what is stored of it.
 */
export function hideKeysOf(provider: ModelProvider, hide: Hide): ModelProvider {
  return {
    ...provider,
    // Who counts the bill hears the endpoint itself: what was written is only counted there.
    stream: async function* (request, signal, meter) {
      let held = "";
      for await (const part of hidingErrors(provider.stream(request, signal, meter), hide)) {
        if (part.type === "text-delta") {
          const ready = hide(held + part.text);
          const cut = endOfWords(ready);
          held = ready.slice(cut);
          if (cut > 0) yield { ...part, text: ready.slice(0, cut) };
        } else {
          if (held !== "") yield { type: "text-delta", text: held };
          held = "";
          yield hideIn(part, hide);
        }
      }
      if (held !== "") yield { type: "text-delta", text: held };
    },
  };
}

/** Errors repeat what the endpoint said. */
async function* hidingErrors(parts: AsyncIterable<ModelPart>, hide: Hide): AsyncGenerator<ModelPart> {
  try {
    yield* parts;
  } catch (error) {
    if (!(error instanceof AppError) || hide(error.message) === error.message) throw error;
    const { code, hint, way, retryable, cause } = error;
    throw new AppError(code, hide(error.message), { hint, way, retryable, cause });
  }
}

/** Where the text may be cut: behind its last blank, and never between the halves of a character. */
function endOfWords(text: string): number {
  const end = Math.max(...[" ", "\n", "\t"].map((blank) => text.lastIndexOf(blank))) + 1;
  const least = text.length - MOST_HELD_BACK;
  if (end >= least) return end;
  return /[\udc00-\udfff]/.test(text[least] ?? "") ? least - 1 : least;
}

function hideIn(part: Exclude<ModelPart, { type: "text-delta" }>, hide: Hide): ModelPart {
  if (part.type === "tool-call") {
    const { callId, toolName, argumentsText } = part;
    return { ...part, callId: hide(callId), toolName: hide(toolName), argumentsText: hide(argumentsText) };
  }
  if (part.type === "thought-end") return part;
  return {
    ...part,
    ...(part.thought === undefined ? {} : { thought: hide(part.thought) }),
    ...(part.calledFor === undefined ? {} : { calledFor: hide(part.calledFor) }),
    ...(part.responseModel === undefined ? {} : { responseModel: hide(part.responseModel) }),
    ...(part.responseId === undefined ? {} : { responseId: hide(part.responseId) }),
  };
}
