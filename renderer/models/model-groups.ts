import type { ConnectionDocument } from "#core/contract/connections.ts";
import { ROUTE } from "#core/domain/route.ts";
import type { Snapshot } from "#renderer/ui/snapshot.ts";
import { splitModel } from "./split-model.ts";

/** US dollars per million tokens. */
export type ModelPrice = { readonly input: number; readonly output: number };

/** A model as an endpoint names it. */
export type ListedModel = { readonly name: string; readonly price: ModelPrice | null };

/** One that can be chosen. */
export type OfferedModel = ListedModel & {
  /** CONNECTION/NAME, as it is written everywhere. */
  readonly model: string;
};

/** Why a connection's models are not all there. */
export type GroupNotice = "reading" | "silent" | "refused" | "untrusted" | "wrong" | "keyless";

export type ModelGroup = {
  readonly connection: string;
  readonly label: string;
  readonly isStandIn: boolean;
  readonly notice: GroupNotice | null;
  /** What it said where it would not tell. */
  readonly said: string | null;
  readonly models: readonly OfferedModel[];
  /** How many more it has, which a longer search would bring. */
  readonly hidden: number;
};

/** Some endpoints have hundreds, which nobody reads through. */
const MOST_OF_ONE = 30;

/** Typed names are offered at so many connections. */
const MOST_TYPED = 5;

type Asked = {
  readonly connections: readonly ConnectionDocument[];
  /** What the asked ones answered so far, by connection. */
  readonly answers: ReadonlyMap<string, Snapshot<readonly ListedModel[]>>;
  readonly search: string;
};

/** Whether a call could get there as things stand: nobody has to say or give anything first. */
export function isReady(connection: ConnectionDocument): boolean {
  const { problem, keys } = connection;
  const hasKey = keys.length === 0 || keys.some(({ origin, isTrusted }) => origin !== "none" && isTrusted);
  return problem === null && (hasKey || isHere(connection));
}

/** Nobody set it up: a program that may run on this machine, where most want no key; passed over where none does. */
function isPassedOver(connection: ConnectionDocument): boolean {
  return connection.declared === null && isHere(connection);
}

const HERE: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

function isHere({ baseUrl }: ConnectionDocument): boolean {
  return baseUrl !== null && URL.canParse(baseUrl) && HERE.has(new URL(baseUrl).hostname);
}

/** What can be chosen, by connection: those that somebody set up or that answer, the rest once a search names them. */
export function toModelGroups({ connections, answers, search }: Asked): readonly ModelGroup[] {
  return connections.flatMap((connection) => {
    const { name, label, isStandIn } = connection;
    const answer = answers.get(name);
    const offered = (answer?.data ?? []).map((listed) => ({ ...listed, model: `${name}/${listed.name}` }));
    const found = offered.filter(({ model }) => matches(model, search));
    const notice = noticeOf(connection, answer);
    const isLookedFor = search !== "" && matches(name, search.split("/")[0] ?? "");
    const isShown =
      notice === null
        ? found.length > 0
        : isWorthSaying(connection, notice) && (search === "" || isLookedFor);
    if (!isShown) return [];
    return [
      {
        ...{ connection: name, label, isStandIn, notice },
        said: notice === "refused" ? (answer?.problem?.message ?? null) : null,
        models: found.slice(0, MOST_OF_ONE),
        hidden: Math.max(0, found.length - MOST_OF_ONE),
      },
    ];
  });
}

function noticeOf(
  connection: ConnectionDocument,
  answer: Snapshot<readonly ListedModel[]> | undefined,
): GroupNotice | null {
  const { problem } = connection;
  if (problem !== null) return problem.code === "connection-untrusted" ? "untrusted" : "wrong";
  if (!isReady(connection)) return "keyless";
  if (answer?.data !== undefined) return answer.data.length === 0 ? "silent" : null;
  if (answer?.problem === undefined) return "reading";
  return answer.problem.code === "model-unavailable" ? "silent" : "refused";
}

/** Of what nobody set up it is not said that it has no key, or that it does not answer. */
function isWorthSaying(connection: ConnectionDocument, notice: GroupNotice): boolean {
  if (connection.declared !== null) return true;
  return notice !== "keyless" && notice !== "wrong" && !isPassedOver(connection);
}

/** Each word of the search stands somewhere in it. */
function matches(text: string, search: string): boolean {
  const low = text.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => low.includes(word));
}

type TypedAsked = Pick<Asked, "connections"> & {
  readonly groups: readonly ModelGroup[];
  /** The one connection whose models are meant. */
  readonly only?: string | undefined;
};

/**
 * What the search itself may name: a model of the connection that it begins with, else a name at each one that could be
 * called now. Not what is listed anyhow.
 */
export function offerTyped(search: string, { connections, groups, only }: TypedAsked): readonly string[] {
  const typed = search.trim();
  if (typed === "" || /\s/.test(typed)) return [];
  const listed = new Set(groups.flatMap(({ models }) => models.map(({ model }) => model)));
  if (only !== undefined) {
    const model = typed.startsWith(`${only}/`) ? typed : `${only}/${typed}`;
    return listed.has(model) ? [] : [model];
  }
  const named = splitModel(typed);
  const isKnown =
    named !== null && (named.provider === ROUTE || connections.some(({ name }) => name === named.provider));
  const candidates = isKnown
    ? [typed]
    : connections
        .filter((connection) => isReady(connection) && !connection.isStandIn && !isPassedOver(connection))
        .slice(0, MOST_TYPED)
        .map(({ name }) => `${name}/${typed}`);
  return candidates.filter((model) => !listed.has(model));
}
