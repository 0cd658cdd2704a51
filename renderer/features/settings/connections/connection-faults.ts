import { wordIssue } from "#core/base/word-issue.ts";
import { connectionNameSchema, connectionSchema } from "#core/domain/connection.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { toConnection, type ConnectionDraft, type PairDraft } from "./connection-draft.ts";
import { looksLikeKey } from "./looks-like-key.ts";

/** What stands against a draft, by the field beside which it is said [V17]. */
export type Faults = Readonly<Partial<Record<string, string>>>;

type Asked = {
  /** Names that are taken; its own is not among them. */
  readonly taken: readonly string[];
  /** Whether its preset brings an address. */
  readonly hasUsualAddress: boolean;
};

/** The host would refuse it as well; here it is said before anything is sent, and where it was typed. */
export function findFaults(draft: ConnectionDraft, { taken, hasUsualAddress }: Asked): Faults {
  const { faults } = connectionStrings;
  const found: Record<string, string> = {};
  const say = (field: string, fault: string): void => {
    found[field] ??= fault;
  };
  const name = connectionNameSchema.safeParse(draft.name);
  if (draft.name === "") say("name", faults.noName);
  else if (!name.success) say("name", name.error.issues[0]?.message ?? faults.noName);
  else if (taken.includes(draft.name)) say("name", faults.taken);
  if (draft.baseUrl.trim() === "" && !hasUsualAddress) say("baseUrl", faults.noAddress);
  else if (draft.baseUrl.trim() !== "" && !isAddress(draft.baseUrl)) say("baseUrl", faults.noUrl);
  if (draft.keys?.some(looksLikeKey) === true) say("keys", faults.isKey);
  for (const field of ["headers", "query", "rename", "set"] as const) {
    const fault = faultOfPairs(draft[field]);
    if (fault !== null) say(field, fault);
  }
  const parsed = connectionSchema.safeParse(toConnection(draft), { error: wordIssue });
  for (const { path, message } of parsed.error?.issues ?? []) say(fieldOf(path), message);
  return found;
}

function isAddress(text: string): boolean {
  return URL.canParse(text.trim()) && /^https?:$/.test(new URL(text.trim()).protocol);
}

function faultOfPairs(pairs: readonly PairDraft[]): string | null {
  const { faults } = connectionStrings;
  const names = pairs.map(({ name }) => name.trim().toLowerCase());
  if (names.includes("")) return faults.nameless;
  return new Set(names).size < names.length ? faults.twice : null;
}

/** `request.omit.0` is said at `omit`, `patience.attempts` at `attempts`, `keys.1` at `keys`. */
function fieldOf(path: readonly PropertyKey[]): string {
  const [first, second] = path.map(String);
  const isWithin = first === "request" || first === "patience";
  return (isWithin ? second : first) ?? "name";
}

/**
 * What the host refused of a file with this connection in it, at the fields that it names; null where it says something
 * else. It writes `connections.NAME.headers.X-Key: what is wrong`.
 */
export function faultsOfRefusal(message: string, name: string): Faults | null {
  const start = `connections.${name}.`;
  const said = message.split("; ").flatMap((line) => {
    const at = line.indexOf(start);
    if (at === -1) return [];
    const [path = "", ...words] = line.slice(at + start.length).split(": ");
    return [[fieldOf(path.split(".")), words.join(": ")] as const];
  });
  return said.length === 0 ? null : Object.fromEntries(said.toReversed());
}
