import type { Json } from "#core/base/json.ts";
import type { ToolCall } from "#core/models/provider.ts";
import { followJson, type JsonEnd } from "#core/base/json-end.ts";

export type ToolCallFragment = {
  readonly index: number | null;
  /** "" where it has none. */
  readonly id: string;
  /** "" where it has none. */
  readonly name: string;
  /** A piece of the arguments' text, or all of them as the object that they are. */
  readonly given: Exclude<Json, number | boolean>;
  /** What goes back with the call; null for nothing. */
  readonly extra: Json;
};

type OpenCall = {
  id: string;
  name: string;
  readonly index: number;
  readonly pieces: string[];
  /** All arguments at once, where they came so. */
  whole: string | null;
  isBegun: boolean;
  extra: Json;
  readonly end: JsonEnd;
};

/**
 * Puts tool calls together from fragments of several calls in any mixture; their order is that of first sight. The names
 * that were `offered` tell a name that comes in pieces.
 */
export function createToolCallAssembler(offered: readonly string[] = []) {
  const calls: OpenCall[] = [];
  /** The newest call at each index, and under each id: a fragment is placed without a look at the others. */
  const byIndex = new Map<number, OpenCall>();
  const byId = new Map<string, OpenCall>();
  const open = (index: number): OpenCall => {
    const call: OpenCall = {
      id: "",
      name: "",
      index,
      pieces: [],
      whole: null,
      isBegun: false,
      extra: null,
      end: followJson(),
    };
    calls.push(call);
    byIndex.set(index, call);
    return call;
  };
  return {
    add: (fragment: ToolCallFragment): void => {
      const newest = calls.at(-1);
      // Who gives no index sends one call after the other.
      const index = fragment.index ?? newest?.index ?? 0;
      const known = { last: byIndex.get(index), named: byId.get(fragment.id) };
      const named = known.last === undefined ? null : joinName(known.last, fragment.name, offered);
      if (known.last !== undefined && named !== null) known.last.name = named;
      const call = (named === null ? findOpen(fragment, known) : known.last) ?? open(index);
      if (call.id === "") call.id = fragment.id;
      if (call.id !== "") byId.set(call.id, call);
      if (call.name === "") call.name = fragment.name;
      call.extra ??= fragment.extra;
      take(call, fragment.given);
    },
    count: (): number => calls.length,
    /** Null when a call never got a name: then nobody can tell what was asked for. */
    finish: (): readonly ToolCall[] | null =>
      calls.some(({ name }) => name === "") ? null : withOwnIds(calls.map(toToolCall)),
  };
}

/** The name so far where `more` goes on with it, or tells all of it so far again; null where it does not. */
function joinName({ name, isBegun }: OpenCall, more: string, offered: readonly string[]): string | null {
  if (isBegun || name === "" || more === "" || name === more || offered.includes(name)) return null;
  const ways = [more.startsWith(name) ? more : name + more, name + more];
  return ways.find((way) => offered.some((each) => each.startsWith(way))) ?? null;
}

function take(call: OpenCall, given: ToolCallFragment["given"]): void {
  if (given === null || given === "") return;
  const isTold = call.end.standing() === "closed";
  // Past the end of its arguments there is nothing but the same again.
  if (isTold && typeof given === "string" && given === call.pieces.join("")) return;
  call.isBegun ||= typeof given !== "string" || given.trim() !== "";
  if (typeof given === "string") {
    call.pieces.push(given);
    call.end.push(given);
  } else call.whole = JSON.stringify(given);
}

type Known = {
  /** The newest at the fragment's index. */
  readonly last: OpenCall | undefined;
  /** The one with the fragment's id. */
  readonly named: OpenCall | undefined;
};

/**
 * The call a fragment continues. OpenAI tells calls apart by `index`; others send 0, or nothing, for all of them, change
 * the id on the way, or repeat the name in each fragment. So a fragment without a name never begins a call where there is
 * one to go on with, and one with a name begins another unless it is in the middle of its arguments.
 */
function findOpen(fragment: ToolCallFragment, { last, named }: Known): OpenCall | undefined {
  const own =
    named !== undefined && (fragment.index === null || named.index === fragment.index) ? named : undefined;
  if (fragment.name === "") return own ?? last ?? named;
  const call = own ?? last;
  if (call === undefined || call.name === "") return call;
  if (call.name !== fragment.name) return undefined;
  if (call.end.standing() === "open") return call;
  const isSame = fragment.id === call.id && fragment.id !== "";
  // Told whole, and perhaps told again.
  if (call.isBegun) return isSame && isToldAgain(call, fragment) ? call : undefined;
  // Its arguments are still to come, or it has none and this is the next one.
  return isSame || (fragment.id === call.id && isFilled(fragment)) ? call : undefined;
}

function isToldAgain({ pieces, whole }: OpenCall, { given }: ToolCallFragment): boolean {
  if (given === null || given === "") return true;
  return typeof given === "string" ? given === pieces.join("") : JSON.stringify(given) === whole;
}

function isFilled({ given }: ToolCallFragment): boolean {
  return given !== null && given !== "";
}

function toToolCall({ id, name, pieces, whole, extra }: OpenCall, position: number): ToolCall {
  const text = pieces.join("");
  return {
    callId: id === "" ? ownId(position) : id,
    toolName: name,
    argumentsText:
      text.trim() === "" ? (whole ?? text) : isToldInSteps(pieces) ? (pieces.at(-1) ?? "") : text,
    ...(extra === null ? {} : { extra }),
  };
}

/** Each piece tells all of them so far: no text goes on with itself from its first brace. */
function isToldInSteps(pieces: readonly string[]): boolean {
  if (pieces.length < 2 || !/^\s*\{/.test(pieces[0] ?? "")) return false;
  return pieces.every((piece, at) => at === 0 || piece.startsWith(pieces[at - 1] ?? ""));
}

/** Nine letters and digits: Mistral takes no other ids back. */
function ownId(position: number): string {
  return `call${String(position).padStart(5, "0")}`;
}

/** Answers are told apart by the ids of the calls they answer: those that are all the same are no ids. */
function withOwnIds(calls: readonly ToolCall[]): readonly ToolCall[] {
  const seen = new Set<string>();
  return calls.map((call, position) => {
    const callId = seen.has(call.callId) ? ownId(position) : call.callId;
    seen.add(callId);
    return { ...call, callId };
  });
}
