import type { RequestRules } from "#core/domain/request-rules.ts";

/** Two sets of rules as one: what the second says of a member holds, whatever the first says of it. */
export function mergeRules(first: RequestRules = {}, second: RequestRules = {}): RequestRules {
  const spoken = new Set([
    ...(second.omit ?? []),
    ...Object.keys(second.rename ?? {}),
    ...Object.keys(second.set ?? {}),
  ]);
  const unspoken = <T>(members: Readonly<Record<string, T>> = {}): Record<string, T> =>
    Object.fromEntries(Object.entries(members).filter(([name]) => !spoken.has(name)));
  const omit = [...(first.omit ?? []).filter((name) => !spoken.has(name)), ...(second.omit ?? [])];
  const rename = { ...unspoken(first.rename), ...second.rename };
  const set = { ...unspoken(first.set), ...second.set };
  const structured = second.structured ?? first.structured;
  const roles = second.roles ?? first.roles;
  const schemas = second.schemas ?? first.schemas;
  return {
    ...(omit.length === 0 ? {} : { omit }),
    ...(Object.keys(rename).length === 0 ? {} : { rename }),
    ...(Object.keys(set).length === 0 ? {} : { set }),
    ...(structured === undefined ? {} : { structured }),
    ...(roles === undefined ? {} : { roles }),
    ...(schemas === undefined ? {} : { schemas }),
  };
}
