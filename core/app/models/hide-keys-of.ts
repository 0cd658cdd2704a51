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
    if (!(error instanceof AppError)) throw error;
    const { code, message, hint, way, retryable, cause } = error;
    if (hide(message) === message && hide(hint) === hint) throw error;
    throw new AppError(code, hide(message), { hint: hide(hint), way, retryable, cause });
  }
}

/** Where the text may be cut: behind its last blank, and never between the halves of a character. */
function endOfWords(text: string): number {
  const end = Math.max(...[" ", "\n", "\t"].map((blank) => text.lastIndexOf(blank))) + 1;
  const least = text.length - MOST_HELD_BACK;
  if (end >= least) return end;
  return /[\udc00-\udfff]/.test(text[least] ?? "") ? least - 1 : least;
}

/** Words of this program that steer whoever reads the part; all other texts are the endpoint's, or quote it. */
const OWN_WORDS: readonly string[] = ["type", "reason"];

/** Every text of the part at any depth, the names of members further in among them: a member added later is no way out. */
function hideIn<T extends ModelPart>(part: T, hide: Hide): T {
  const hidden = Object.entries(part).map(([name, value]) => [
    name,
    OWN_WORDS.includes(name) ? (value as unknown) : hideWithin(value, hide),
  ]);
  return Object.fromEntries(hidden) as T;
}

function hideWithin(value: unknown, hide: Hide): unknown {
  if (typeof value === "string") return hide(value);
  if (Array.isArray(value)) return value.map((each) => hideWithin(each, hide));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [hide(name), hideWithin(each, hide)]),
  );
}
