import type { ConnectionDocument, KeyState } from "#core/contract/connections.ts";
import type { Patience } from "#core/domain/connection.ts";
import type { RequestRules } from "#core/domain/request-rules.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import type { Meaning } from "#renderer/ui/mark.tsx";
import { PATIENCE } from "./connection-draft.ts";

type Told = { readonly meaning: Meaning; readonly text: string };

/** Whether there is a key to it, as one word for all that it names. */
export function tellKeys({ keys, isStandIn, problem }: ConnectionDocument): Told {
  const { origins, noKey, needsNone, untrusted, keyCount } = connectionStrings;
  if (isStandIn) return { meaning: "simulated", text: needsNone };
  if (problem?.code === "connection-untrusted") return { meaning: "undecided", text: untrusted };
  if (keys.length === 0) return { meaning: "neutral", text: needsNone };
  const found = keys.filter(({ origin }) => origin !== "none");
  const [first] = found;
  if (first === undefined) return { meaning: "neutral", text: noKey };
  return keys.length === 1
    ? { meaning: "good", text: origins[first.origin] }
    : { meaning: "good", text: keyCount(found.length, keys.length) };
}

/** Where one key is. */
export function tellKey({ origin }: KeyState): Told {
  return { meaning: origin === "none" ? "neutral" : "good", text: connectionStrings.origins[origin] };
}

/** How requests differ from the usual ones, a line each; none where they do not. */
export function tellRules(rules: RequestRules): readonly string[] {
  const { rule, structuredWays, roleCasts } = connectionStrings;
  const { omit = [], rename = {}, set = {}, structured, roles } = rules;
  return [
    ...(omit.length === 0 ? [] : [rule.omit(omit.join(", "))]),
    ...Object.entries(rename).map(([from, to]) => rule.rename(from, to)),
    ...Object.entries(set).map(([member, value]) => rule.set(member, JSON.stringify(value))),
    ...(structured === undefined ? [] : [structuredWays[structured]]),
    ...(roles === undefined || roles === "as-they-are" ? [] : [roleCasts[roles]]),
  ];
}

/** How patient one is with it, in the order in which it is asked for. */
export function tellPatience(patience: Patience): string {
  return PATIENCE.flatMap((name) => {
    const value = patience[name];
    return value === undefined ? [] : [connectionStrings.patienceUnits[name](value)];
  }).join(", ");
}

/** Everything that is left out of requests to it, whoever said so. */
export function listLeftOut({ request, learned }: ConnectionDocument): readonly string[] {
  return [...new Set([request, ...learned.map(({ rules }) => rules)].flatMap(({ omit = [] }) => omit))];
}

/** Its own, or one with a key or without a need of one that somebody uses: what people look for first. */
export function isInUse(connection: ConnectionDocument, users: readonly string[]): boolean {
  const { declared, keys } = connection;
  return declared !== null || users.length > 0 || keys.some(({ origin }) => origin !== "none");
}
