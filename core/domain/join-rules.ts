import { ROLE_CASTS, SCHEMA_WAYS, STRUCTURED_WAYS, type RequestRules } from "./request-rules.ts";

/** Rules of which the first way is the usual one, and no rule. */
const LADDERS = { structured: STRUCTURED_WAYS, roles: ROLE_CASTS, schemas: SCHEMA_WAYS } as const;
type Ladder = keyof typeof LADDERS;

/**
 * The rules in force: what a person declared and what refusals taught, in one form for one meaning, so that equal requests
 * are of equal closures. What is declared of a member stands, whatever was learned about it. Null where requests are the
 * usual ones [M20].
 */
export function joinRules(
  declared: RequestRules | undefined,
  learned: readonly RequestRules[] = [],
): RequestRules | null {
  const own = declared ?? {};
  const taught = learned.map(({ omit = [], rename = {}, set = {} }) => ({
    omit: omit.filter((name) => !isDeclared(own, name)),
    rename: Object.entries(rename).filter(([from, to]) => !isDeclared(own, from) && !isDeclared(own, to)),
    set: Object.entries(set).filter(([name]) => !isDeclared(own, name)),
  }));
  const leftOut = taught.flatMap((rule) => rule.omit);
  const set = {
    ...Object.fromEntries(taught.flatMap((rule) => rule.set).filter(([name]) => !leftOut.includes(name))),
    ...own.set,
  };
  const omit = [...(own.omit ?? []), ...leftOut];
  const kept = omit.filter((name) => !Object.hasOwn(set, name));
  const rename = [...taught.flatMap((rule) => rule.rename), ...Object.entries(own.rename ?? {})];
  const rules = {
    ...(kept.length === 0 ? {} : { omit: [...new Set(kept)].toSorted() }),
    ...(rename.length === 0 ? {} : { rename: Object.fromEntries(rename) }),
    ...(Object.keys(set).length === 0 ? {} : { set }),
    ...wayOn("structured", own, learned),
    ...wayOn("roles", own, learned),
    ...wayOn("schemas", own, learned),
  };
  return Object.keys(rules).length === 0 ? null : rules;
}

/** Whether a person said what becomes of the member, by either of its names. */
export function isDeclared({ omit = [], rename = {}, set = {} }: RequestRules, name: string): boolean {
  return (
    omit.includes(name) ||
    Object.hasOwn(set, name) ||
    Object.hasOwn(rename, name) ||
    Object.values(rename).includes(name)
  );
}

/** The next way down from the one in force; null where there is none left. */
export function nextWay<L extends Ladder>(
  ladder: L,
  rules: RequestRules | null,
): (typeof LADDERS)[L][number] | null {
  const ways: readonly (typeof LADDERS)[L][number][] = LADDERS[ladder];
  return ways[ways.indexOf((rules?.[ladder] ?? ways[0]) as (typeof LADDERS)[L][number]) + 1] ?? null;
}

/** What was declared, else the furthest down that a refusal led. */
function wayOn(ladder: Ladder, own: RequestRules, learned: readonly RequestRules[]): Partial<RequestRules> {
  const ways: readonly string[] = LADDERS[ladder];
  const places = learned.map((rule) => ways.indexOf(rule[ladder] ?? ""));
  const way = own[ladder] ?? ways[Math.max(0, ...places)];
  return way === ways[0] ? {} : { [ladder]: way };
}
