import { Procedure, type AnyProcedure } from "@orpc/server";
import { AppError } from "#core/base/app-error.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { ReadingContext } from "#core/app/context.ts";
import { handlers } from "#core/app/router.ts";
import type { Served } from "#core/app/served.ts";
import { isValidationNoted } from "#core/proposals/informed.ts";
import { isAskedOfOpenTrace } from "./live-looks.ts";
import type { Seen } from "./messages.ts";
import type { RuntimeLink } from "./open-runtime.ts";
import { PLACES, type Place } from "./places.ts";

type Call = {
  readonly context: ReadingContext;
  readonly input: unknown;
  readonly signal?: AbortSignal | undefined;
};
type Answer = (call: Call) => unknown;
type Parts = { readonly here: Answer; readonly there: Answer; readonly link: RuntimeLink };

/** How each place answers, from what answers a procedure in this thread and what asks the runtime's for it. */
const ANSWERS: Readonly<Record<Place, (parts: Parts) => Answer>> = {
  reads: inOneMoment,
  follows: (parts) => {
    const read = inOneMoment(parts);
    return (call) => (isAskedOfOpenTrace(call.input, parts.link.live()) ? parts.there(call) : read(call));
  },
  works: ({ there }) => there,
  writes: ({ there }) => there,
  sets: ({ there }) => {
    const read = readable.settings.read["~orpc"].handler as Answer;
    return async (call) => {
      await there(call);
      return read(call);
    };
  },
  host: ({ here }) => here,
};

type Places = typeof PLACES;
type Away = "works" | "writes" | "sets";
/** What does with the context that there is here. */
export type ReadingProcedure = {
  readonly "~orpc": Pick<AnyProcedure["~orpc"], "handler"> & {
    readonly __initialContext?: (context: ReadingContext) => unknown;
  };
};
/** Whatever is said to be answered here must be one of these, or this does not compile. */
type Readable = {
  readonly [G in keyof Places]: {
    readonly [N in keyof Places[G] as Places[G][N] extends Away ? never : N]: ReadingProcedure;
  };
};
const readable: Readable = handlers;

/** Each procedure of the contract, answered where its place is. */
export function createServingRouter(link: RuntimeLink): Served["router"] {
  const groups = Object.entries(PLACES).map(([group, places]) => [
    group,
    Object.fromEntries(
      Object.entries(places).map(([name, place]) => [name, createAnswer({ group, name, place }, link)]),
    ),
  ]);
  // Made by a loop over the table, which is total over the contract: the compiler cannot see that.
  return Object.fromEntries(groups) as Served["router"];
}

type Placed = { readonly group: string; readonly name: string; readonly place: Place };
type ByName<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;
type Ask = (input: unknown, options: { readonly signal?: AbortSignal | undefined }) => Promise<unknown>;

function createAnswer({ group, name, place }: Placed, link: RuntimeLink): AnyProcedure {
  // Sound: the handlers have every procedure of the contract by these names.
  const { "~orpc": procedure } = pick(handlers as unknown as ByName<AnyProcedure>, group, name);
  // Sound: so has a client.
  const ask = pick(link.client as unknown as ByName<Ask>, group, name);
  const there: Answer = async ({ input, signal }) => {
    link.refuseLost();
    try {
      return await ask(input, { signal });
    } catch (error) {
      // An answer that does not come is no error of the call's, and one that nobody waits for any more is none at all.
      link.refuseLost();
      if (signal?.aborted === true)
        throw new AppError("cancelled", "Whoever asked went away before the answer.", { cause: error });
      throw error;
    }
  };
  const here: Answer = procedure.handler as Answer;
  return new Procedure({
    ...procedure,
    handler: ANSWERS[place]({ here, there, link }) as typeof procedure.handler,
  });
}

function pick<T>(all: ByName<T>, group: string, name: string): T {
  return assertDefined(all[group]?.[name], `${group}.${name}`);
}

/**
 * Reads by one look at the file, whatever is written meanwhile: a handler asks several times, and was never meant to see
 * half of something. What a person sees of validation items is on record there before it is answered [W9].
 */
function inOneMoment({ here, link }: Parts): Answer {
  return async (call) => {
    const seen: Seen[] = [];
    const noteSeen = (dataset: string, what: string): void => {
      if (!isValidationNoted(call.context, dataset, what)) seen.push({ dataset, what });
    };
    const context = { ...call.context, noteSeen };
    const answer = await call.context.store.reading(() => here({ ...call, context }));
    if (seen.length > 0) await link.noteSeen(seen);
    return answer;
  };
}
