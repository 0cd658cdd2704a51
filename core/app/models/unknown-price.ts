import type { AppContext } from "#core/app/context.ts";

/**
 * What was said, without the word that a call may cost what nobody knows unless a person said it: of others it is not
 * heard, whether it stands among what is asked for or among dotted overrides.
 */
export function hearUnknownPrice<T extends { readonly unknownPrice?: unknown }>(
  { caller }: Pick<AppContext, "caller">,
  said: T,
): T {
  if (caller.kind === "person") return said;
  const { unknownPrice: _unheard, ...heard } = said;
  // Sound: the field may be absent.
  return heard as T;
}
