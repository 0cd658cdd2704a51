import { assertNever } from "#core/base/assert.ts";
import type { Json } from "#core/base/json.ts";
import { watchOutput } from "#core/models/output-watch.ts";
import type { CallMeter, ModelPart } from "#core/models/provider.ts";
import { errorBodyIn } from "./error-frame.ts";
import {
  documentError,
  malformedError,
  notAnAnswerError,
  oversizedError,
  pageError,
  truncatedError,
  type Asked,
} from "./errors.ts";
import { createEventReader, type WireEvent } from "./events.ts";
import { isCalledPage } from "./fetch.ts";
import { createReplyReader } from "./reply.ts";

export type AnswerReader = {
  /** What came with these bytes. Throws what is wrong with them. */
  readonly take: (bytes: Uint8Array) => readonly ModelPart[];
  /** Nothing more is to be read: `done` where the endpoint said so, `cut` where we take no more of it. */
  readonly over: () => "done" | "cut" | null;
  /** Whether the answer is whole, whatever comes after it: a break costs no more than its usage then. */
  readonly isWhole: () => boolean;
  /** What the answer ends with, once no more comes. Throws for whatever is no whole answer [M30]. */
  readonly finish: () => readonly ModelPart[];
};

export type AnswerOptions = {
  readonly asked: Asked;
  readonly meter: CallMeter;
  /** What the answer is said to be; of an error in its middle: how long to wait. */
  readonly headers: Headers;
  /** Output tokens that were asked for. */
  readonly limit: number | undefined;
  /** Hears that words came: not every byte is one. */
  readonly onWord: () => void;
};

/** Makes an answer of the bytes of a response that said it was one, whatever form it has. */
export function createAnswerReader({ asked, meter, headers, limit, onWord }: AnswerOptions): AnswerReader {
  const events = createEventReader({ isSaidToBePage: isCalledPage(headers) });
  const reply = createReplyReader(meter, asked.request.tools);
  const isTooLong = watchOutput(limit);
  let over: "done" | "cut" | null = null;
  let values = 0;

  const isWhole = (): boolean => reply.standing() === "whole";
  const fail = (body: Json): never => {
    // An error in place of an answer, whatever the status that came before it.
    if (!reply.hasBegun()) meter.onTurnedAway();
    throw documentError(body, headers, asked);
  };
  const takeValue = (value: Json, name: string): readonly ModelPart[] => {
    const error = errorBodyIn(value, name);
    if (error !== null) return fail(error);
    const read = reply.read(value);
    if (read === null) throw malformedError(asked);
    values += 1;
    const excess = reply.excess();
    if (excess !== null) throw oversizedError(asked, excess);
    if (read.written !== "") onWord();
    if (isTooLong(read.written)) over = "cut";
    return read.parts;
  };
  const takeEvent = (event: WireEvent): readonly ModelPart[] => {
    switch (event.kind) {
      case "value":
        return takeValue(event.value, event.name);
      case "done":
        reply.end();
        over = "done";
        return [];
      case "words":
        return fail({ message: event.words });
      case "damage":
        throw malformedError(asked);
      case "page":
        meter.onTurnedAway();
        throw pageError(asked);
      case "excess":
        throw oversizedError(asked, event.what);
      default:
        return assertNever(event);
    }
  };
  /** What goes wrong after a whole answer is no part of it. */
  const takeAll = (given: readonly WireEvent[]): readonly ModelPart[] => {
    const parts: ModelPart[] = [];
    for (const event of given) {
      if (over !== null) break;
      try {
        parts.push(...takeEvent(event));
      } catch (error) {
        if (!isWhole()) throw error;
        over = "cut";
      }
    }
    return parts;
  };
  return {
    take: (bytes) => takeAll(events.push(bytes)),
    over: () => over,
    isWhole,
    finish: () => {
      const isCut = over === "cut" && !isWhole();
      const last = over === null ? takeAll(events.end()) : [];
      // A document is over where it ends, whether or not it says why.
      if (!events.isStream() && values === 1) reply.endMessage();
      if (!isCut) requireWhole();
      const rest = reply.finish(isCut);
      if (rest === null) throw malformedError(asked);
      return [...last, ...rest];
    },
  };

  function requireWhole(): void {
    if (isWhole()) return;
    if (reply.hasBegun() || events.isStream() || values === 0) throw truncatedError(asked);
    meter.onTurnedAway();
    throw notAnAnswerError(asked);
  }
}
