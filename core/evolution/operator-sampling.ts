import type { Sampling } from "#core/models/provider.ts";
import type { SessionContext } from "./session-line.ts";

/** Room for a long prompt rewritten whole, and for a model that thinks before it writes. */
const DEFAULT_LIMIT = 8192;

/**
 * How an operator's model is asked. Whatever the call goes to, what is reserved for it is what it may take: the limit is
 * sent with it. What answers in this process costs nothing, and has one only where a person sets one.
 */
export function operatorSampling({ line, session }: SessionContext, seed: number): Sampling {
  const { optimizer, maxOutputTokens } = session.config;
  const isOwn = line.operatorModel.line.provider.endpointOrigin === null;
  const limit = maxOutputTokens ?? (isOwn ? undefined : DEFAULT_LIMIT);
  return {
    temperature: optimizer.temperature,
    seed,
    ...(limit === undefined ? {} : { maxOutputTokens: limit }),
  };
}
