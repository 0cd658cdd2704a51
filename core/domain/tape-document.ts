import { z } from "zod";
import type { JsonObject } from "#core/base/json.ts";
import type { RunTape, TapedAnswer, TapedExchange } from "./tape.ts";

/**
 * A tape as it is kept. Each question of a run repeats the conversation before it, so a question holds what it adds to the
 * one before, and a list of tools stands once: a run of a hundred steps takes a hundred times the room of one, and not
 * five thousand times [T20]. Bodies of requests are kept the same way.
 */
export type TapeDocument = {
  readonly form: 1;
  readonly texts: RunTape["texts"];
  readonly calls: RunTape["calls"];
  readonly limit: RunTape["limit"];
  /** Every list of tools that was offered. */
  readonly tools: ReadonlyArray<readonly JsonObject[]>;
  readonly answers: readonly KeptAnswer[];
};

type KeptAnswer = Omit<TapedAnswer, "asked" | "exchanges"> & {
  readonly model: string;
  readonly sampling: JsonObject;
  /** Which of the lists of tools; null where none was offered. */
  readonly tools: number | null;
  /** So many messages are those of the question before. */
  readonly shared: number;
  readonly added: readonly JsonObject[];
  readonly exchanges: readonly KeptExchange[];
};

type KeptExchange = Omit<TapedExchange, "request"> & { readonly request: Change };

/** A text by what it shares with the one before: so much of its beginning, so much of its end, and what is between. */
type Change = readonly [head: number, tail: number, middle: string];

/** Read to the depth at which a damaged one would mislead: what models and tools said is anybody's. */
const documentSchema = z.looseObject({
  form: z.literal(1),
  texts: z.array(z.looseObject({ path: z.string() })),
  calls: z.array(z.looseObject({ path: z.string() })),
  limit: z.looseObject({ path: z.string() }).nullable(),
  tools: z.array(z.array(z.looseObject({}))),
  answers: z.array(
    z.looseObject({
      path: z.string(),
      shared: z.int().min(0),
      added: z.array(z.looseObject({})),
      tools: z.int().min(0).nullable(),
      exchanges: z.array(z.looseObject({ request: z.tuple([z.int().min(0), z.int().min(0), z.string()]) })),
    }),
  ),
});

/** Time and room grow with what is new on the tape. Messages are told by identity, as a loop goes on with those it has. */
export function toTapeDocument({ texts, answers, calls, limit }: RunTape): TapeDocument {
  const lists: (readonly JsonObject[])[] = [];
  let before: readonly JsonObject[] = [];
  let body = "";
  const kept = answers.map(({ asked, exchanges, ...answer }): KeptAnswer => {
    const { model, sampling, messages, tools } = asked;
    const shared = countShared(before, messages);
    before = messages;
    return {
      ...answer,
      model,
      sampling,
      tools: tools === undefined ? null : placeOf(lists, tools),
      shared,
      added: messages.slice(shared),
      exchanges: exchanges.map(({ request, ...exchange }) => {
        const change = toChange(body, request);
        body = request;
        return { ...exchange, request: change };
      }),
    };
  });
  return { form: 1, texts, calls, limit, tools: lists, answers: kept };
}

/** The tape again, letter for letter. Throws what zod throws where it is none. */
export function fromTapeDocument(document: unknown): RunTape {
  documentSchema.parse(document);
  // Sound: its frame was read, and what stands in it was written by `toTapeDocument` and is sealed.
  const { texts, calls, limit, tools: lists, answers } = document as TapeDocument;
  let before: readonly JsonObject[] = [];
  let body = "";
  const read = answers.map(({ model, sampling, tools, shared, added, exchanges, ...answer }): TapedAnswer => {
    const messages = [...before.slice(0, shared), ...added];
    before = messages;
    const offered = tools === null ? undefined : lists[tools];
    return {
      ...answer,
      asked: { model, messages, ...(offered === undefined ? {} : { tools: offered }), sampling },
      exchanges: exchanges.map(({ request, ...exchange }) => {
        body = fromChange(body, request);
        return { request: body, ...exchange };
      }),
    };
  });
  return { texts, answers: read, calls, limit };
}

function countShared(before: readonly JsonObject[], now: readonly JsonObject[]): number {
  const first = now.findIndex((message, at) => !isSame(message, before[at]));
  return first === -1 ? now.length : first;
}

/** The place of a list that says the same, which it gets where there is none yet. */
function placeOf(lists: (readonly JsonObject[])[], list: readonly JsonObject[]): number {
  const found = lists.findIndex(
    (known) => known.length === list.length && known.every((each, at) => isSame(each, list[at])),
  );
  return found === -1 ? lists.push(list) - 1 : found;
}

function isSame(a: JsonObject, b: JsonObject | undefined): boolean {
  return a === b || (b !== undefined && JSON.stringify(a) === JSON.stringify(b));
}

function toChange(before: string, now: string): Change {
  const most = Math.min(before.length, now.length);
  let head = 0;
  while (head < most && before[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  return [head, tail, now.slice(head, now.length - tail)];
}

function fromChange(before: string, [head, tail, middle]: Change): string {
  return before.slice(0, head) + middle + before.slice(before.length - tail);
}
