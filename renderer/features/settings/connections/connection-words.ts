import type { ConnectionDocument, KeyState } from "#core/contract/connections.ts";
import type { Patience } from "#core/domain/connection.ts";
import type { RequestRules } from "#core/domain/request-rules.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { PATIENCE } from "./connection-draft.ts";

type ConnectionKind = keyof typeof connectionStrings.kinds;

type Told = { readonly meaning: "good" | "neutral" | "undecided" | "simulated"; readonly text: string };

/** Whether there is a key to it, as one word for all that it names. */
export function tellKeys({ keys, isStandIn, problem, baseUrl }: ConnectionDocument): Told {
  const { origins, noKey, needsNone, untrusted, keyCount } = connectionStrings;
  if (isStandIn) return { meaning: "simulated", text: needsNone };
  if (problem?.code === "connection-untrusted") return { meaning: "undecided", text: untrusted };
  if (keys.length === 0) return { meaning: "neutral", text: needsNone };
  const found = keys.filter(({ origin }) => origin !== "none");
  const [first] = found;
  if (first === undefined) return { meaning: "neutral", text: noKey };
  const sent = baseUrl === null ? found : found.filter(({ isTrusted }) => isTrusted);
  if (sent.length === 0) return { meaning: "undecided", text: untrusted };
  if (keys.length === 1) return { meaning: "good", text: origins[first.origin] };
  const isWhole = sent.length === keys.length;
  return { meaning: isWhole ? "good" : "undecided", text: keyCount(sent.length, keys.length) };
}

/** Where one key is, and whether it may go to its address, where there is one. */
export function tellKey({ origin, isTrusted }: KeyState, hasAddress: boolean): Told {
  const text = connectionStrings.origins[origin];
  if (origin === "none") return { meaning: "neutral", text };
  return isTrusted || !hasAddress
    ? { meaning: "good", text }
    : { meaning: "undecided", text: connectionStrings.heldBack(text) };
}

/** Keys that are there and that nobody let go to its address. */
export function listHeldBack({ baseUrl, keys, headers }: ConnectionDocument): readonly string[] {
  const named = [...keys, ...headers.flatMap(({ key }) => key ?? [])];
  const held = named.filter(({ origin, isTrusted }) => origin !== "none" && !isTrusted);
  return baseUrl === null ? [] : [...new Set(held.map(({ name }) => name))];
}

/** Whose it is: a preset as it comes, one that was changed, the workspace's that nobody trusts yet, or a person's own. */
export function kindOf({ name, declared, preset, problem }: ConnectionDocument): ConnectionKind {
  if (declared === null) return "preset";
  if (problem?.code === "connection-untrusted") return "workspaces";
  return preset === name ? "changed" : "yours";
}

/** How requests differ from the usual ones, a line each; none where they do not. */
export function tellRules(rules: RequestRules): readonly string[] {
  const { rule } = connectionStrings;
  const { omit = [], rename = {}, set = {}, structured, roles, schemas } = rules;
  return [
    ...(omit.length === 0 ? [] : [rule.omit(omit.join(", "))]),
    ...Object.entries(rename).map(([from, to]) => rule.rename(from, to)),
    ...Object.entries(set).map(([member, value]) => rule.set(member, JSON.stringify(value))),
    ...(structured === undefined ? [] : [rule.structured[structured]]),
    ...(roles === undefined ? [] : [rule.roles[roles]]),
    ...(schemas === undefined ? [] : [rule.schemas[schemas]]),
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
