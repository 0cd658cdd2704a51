import { createOpenAiProvider } from "#core/models/openai/openai.ts";
import type { Address } from "./addresses.ts";
import type { Preset } from "./preset.ts";

type Remote = Address & { readonly baseUrl: string };

/** An endpoint that speaks the OpenAI chat protocol, or another one at an address that the model names. */
export function compatible(usual: Remote): Preset {
  return {
    ...usual,
    open: ({ provider: id, baseUrl = usual.baseUrl }, { findKey, openFetch, sleep }) => {
      const keyVariable = keyVariableFor(usual, baseUrl);
      return createOpenAiProvider({
        id,
        baseUrl,
        apiKey: () => (keyVariable === null ? null : findKey(keyVariable)),
        keyVariable,
        fetch: openFetch(),
        sleep,
      });
    },
  };
}

/**
 * The variable whose key may be sent to this address: the preset's, and only while the address is of the preset's own
 * origin. An imported agent can name any address, and must not draw the key there. Null means: send none [T8].
 */
export function keyVariableFor(usual: Omit<Remote, "label">, baseUrl: string): string | null {
  const isOwnOrigin = URL.canParse(baseUrl) && new URL(baseUrl).origin === new URL(usual.baseUrl).origin;
  return isOwnOrigin ? usual.keyVariable : null;
}
