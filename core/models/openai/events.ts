import { assertNever } from "#core/base/assert.ts";
import { isJsonObject, type Json } from "#core/base/json.ts";
import { followJson, type JsonEnd } from "#core/base/json-end.ts";
import { MOST_ANSWER_BYTES, MOST_EVENT_BYTES, MOST_EVENT_LINES, MOST_LINES } from "./limits.ts";

/** What an endpoint says at a time. */
export type WireEvent =
  /** `name` is what it calls the event; "" where it says nothing. */
  | { readonly kind: "value"; readonly name: string; readonly value: Json }
  /** It says that it is done. */
  | { readonly kind: "done" }
  /** Words that are no JSON under the name of an error. */
  | { readonly kind: "words"; readonly words: string }
  /** A page for people. Nothing is read after it. */
  | { readonly kind: "page" }
  /** Something that may have been a part of the answer, and cannot be read. */
  | { readonly kind: "damage" }
  /** More than is taken, by what. Nothing comes after it. */
  | { readonly kind: "excess"; readonly what: string };

export type EventReader = {
  readonly push: (bytes: Uint8Array) => readonly WireEvent[];
  /** What was on its way when the body ended; whatever is not whole is no event. */
  readonly end: () => readonly WireEvent[];
  /** Whether the body was events at all, and no document by itself. */
  readonly isStream: () => boolean;
};

/**
 * Reads what endpoints send where a stream of events is asked for: the events themselves, with any ends of lines, beats
 * and comments, with several lines of data; the same as bare lines of JSON; or one document. What may have been a part of
 * the answer is never passed over: it is an event, or damage [M30]. What `isSaidToBePage` may be an answer all the same,
 * under a wrong type: a page is what does not begin as an answer.
 */
export function createEventReader({ isSaidToBePage = false } = {}): EventReader {
  const decoder = new TextDecoder();
  const lines = createLineReader();
  const event = createOpenEvent();
  const excess = watchExcess();
  let isStream = false;
  let isFirst = true;
  const take = (line: string): readonly WireEvent[] => {
    isStream ||= FIELD.test(line);
    const isPage = isFirst && (isSaidToBePage ? !BEGINNING.test(line) : line.trimStart().startsWith("<"));
    isFirst &&= line.trim() === "";
    return isPage ? [{ kind: "page" }] : event.take(line);
  };
  return {
    push: (bytes) => {
      const found: WireEvent[] = [];
      const tooMany = excess.addBytes(bytes.length);
      if (tooMany !== null) return [tooMany];
      for (const line of lines.push(decoder.decode(bytes, { stream: true }))) {
        const events = take(line);
        const tooMuch = excess.addLine(line.length, events.length > 0 || line === "");
        found.push(...events);
        if (tooMuch !== null) return [...found, tooMuch];
      }
      const tooLong = excess.checkRest(lines.rest().length);
      return tooLong === null ? found : [...found, tooLong];
    },
    end: () => {
      const last = lines.rest() + decoder.decode();
      return [...(last === "" ? [] : take(last)), ...event.end()];
    },
    isStream: () => isStream,
  };
}

const FIELD = /^(data|event|id|retry|error)?:/;
/** What the first line of an answer is, in whatever form; empty ones come before it. */
const BEGINNING = /^(data|event|id|retry|error)?:|^\s*([{[]|$)/;

/** Lines end with CR, LF or both; a mark of the order of bytes before the first is no part of it. */
function createLineReader() {
  let open = "";
  let hadReturn = false;
  return {
    push: (text: string): readonly string[] => {
      // The second half of an end whose first half came before.
      const fresh = hadReturn && text.startsWith("\n") ? text.slice(1) : text;
      if (text !== "") hadReturn = text.endsWith("\r");
      const [first = "", ...more] = fresh.split(/\r\n|\r|\n/);
      const last = more.pop();
      if (last === undefined) {
        open += first;
        return [];
      }
      const lines = [open + first, ...more];
      open = last;
      return lines;
    },
    rest: (): string => open,
  };
}

/** The event, or the bare document, whose lines are being read. */
function createOpenEvent() {
  let name = "";
  let data: string[] = [];
  let bare: { readonly end: JsonEnd; readonly pieces: string[] } | null = null;

  const dispatch = (): readonly WireEvent[] => {
    const events = toEvents(name, data);
    name = "";
    data = [];
    return events;
  };
  const takeBare = (line: string): readonly WireEvent[] => {
    bare ??= { end: followJson(), pieces: [] };
    const end = bare.end.push(line);
    if (end === null) {
      bare.pieces.push(line, "\n");
      return [];
    }
    const text = [...bare.pieces, line.slice(0, end)].join("");
    bare = null;
    const rest = line.slice(end).replace(/^[\s,]+/, "");
    return [...toEvents("", [text]), ...(rest === "" ? [] : take(rest))];
  };
  const take = (line: string): readonly WireEvent[] => {
    if (bare !== null) return takeBare(line);
    if (line === "") return dispatch();
    const field = readField(line);
    switch (field.kind) {
      case "nothing":
        return [];
      case "data":
        data.push(field.value);
        return [];
      case "name":
        name = field.value;
        return [];
      case "error":
        return [...dispatch(), ...toEvents("error", [field.value])];
      case "bare":
        return [...dispatch(), ...takeBare(line)];
      case "done":
        return [...dispatch(), { kind: "done" }];
      case "damage":
        return [...dispatch(), { kind: "damage" }];
      default:
        return assertNever(field);
    }
  };
  return {
    take,
    /** An event counts without its empty line where it is whole; what was cut off in the middle does not. */
    end: (): readonly WireEvent[] => dispatch().filter(({ kind }) => kind !== "damage"),
  };
}

type Field =
  | { readonly kind: "data" | "name" | "error"; readonly value: string }
  | { readonly kind: "bare" | "done" | "damage" | "nothing" };

function readField(line: string): Field {
  const bare = line.trimStart();
  if (/^[{[]/.test(bare)) return { kind: isDone(bare) ? "done" : "bare" };
  const at = line.indexOf(":");
  const field = at === -1 ? line : line.slice(0, at);
  const value = at === -1 ? "" : line.slice(at + 1).replace(/^ /, "");
  if (field === "data") return { kind: "data", value };
  if (field === "event") return { kind: "name", value };
  // As llama.cpp reports what went wrong in mid-stream.
  if (field === "error") return { kind: "error", value };
  if (field === "" || field === "id" || field === "retry") return { kind: "nothing" };
  // Whatever else holds the beginning of a document was one before something spoiled its line.
  return { kind: line.includes("{") ? "damage" : "nothing" };
}

function isDone(text: string): boolean {
  return /^\[DONE\]\s*$/i.test(text);
}

/** Several lines of data are one document, or several, from those that forget the empty line between two. */
function toEvents(name: string, lines: readonly string[]): readonly WireEvent[] {
  const given = lines.map((line) => line.replace(/^(data:\s*)+/, "")).filter((line) => line.trim() !== "");
  if (given.length === 0) return [];
  const whole = toEvent(name, given.join("\n"));
  const events = whole.kind === "damage" ? toDocuments(given).map((text) => toEvent(name, text)) : [whole];
  return events.filter(isNoBeat);
}

/** Lines together as far as a document goes that begins in them. */
function toDocuments(lines: readonly string[]): readonly string[] {
  const documents: string[] = [];
  let open: { readonly end: JsonEnd; readonly lines: string[] } | null = null;
  for (const line of lines) {
    open ??= { end: followJson(), lines: [] };
    open.end.push(line);
    open.lines.push(line);
    if (open.end.standing() === "open") continue;
    documents.push(open.lines.join("\n"));
    open = null;
  }
  return open === null ? documents : [...documents, open.lines.join("\n")];
}

type Beat = { readonly kind: "beat" };

function isNoBeat(event: WireEvent | Beat): event is WireEvent {
  return event.kind !== "beat";
}

/** What people write who only want to say that they are still there: nothing that a document is made of. */
const BEAT = /^\[?[^{}[\]"\\]{0,80}\]?$/;

/** Values with nothing in them that could be a part of an answer say the same. */
function isBeat(value: Json): boolean {
  if (typeof value === "string") return BEAT.test(value.trim());
  return Array.isArray(value) ? value.length === 0 : !isJsonObject(value);
}

function toEvent(name: string, text: string): WireEvent | Beat {
  if (isDone(text.trim())) return { kind: "done" };
  try {
    const value = JSON.parse(text) as Json;
    return name !== "error" && isBeat(value) ? { kind: "beat" } : { kind: "value", name, value };
  } catch {
    if (name === "error") return { kind: "words", words: text };
    return { kind: BEAT.test(text.trim()) ? "beat" : "damage" };
  }
}

/** Counts what comes against what an honest answer needs. */
function watchExcess() {
  let bytes = 0;
  let lines = 0;
  let eventLines = 0;
  let eventCharacters = 0;
  const excess = (what: string): WireEvent => ({ kind: "excess", what });
  return {
    addBytes: (size: number): WireEvent | null => {
      bytes += size;
      return bytes > MOST_ANSWER_BYTES ? excess(`${MOST_ANSWER_BYTES} bytes`) : null;
    },
    addLine: (length: number, isEventOver: boolean): WireEvent | null => {
      lines += 1;
      eventLines = isEventOver ? 0 : eventLines + 1;
      eventCharacters = isEventOver ? 0 : eventCharacters + length;
      if (eventLines > MOST_EVENT_LINES) return excess(`${MOST_EVENT_LINES} lines in one event`);
      return lines > MOST_LINES ? excess(`${MOST_LINES} lines`) : null;
    },
    checkRest: (length: number): WireEvent | null =>
      eventCharacters + length > MOST_EVENT_BYTES ? excess(`${MOST_EVENT_BYTES} bytes in one event`) : null,
  };
}
