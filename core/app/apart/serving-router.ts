import type { AnyContractProcedure } from "@orpc/contract";
import { Procedure, type AnyProcedure } from "@orpc/server";
import { AppError } from "#core/base/app-error.ts";
import { assertDefined } from "#core/base/assert.ts";
import { toServe, type HostContext, type ReadingContext } from "#core/app/context.ts";
import { PARTS, routerOf, type PartName } from "#core/app/router.ts";
import { nextTurn } from "#core/app/system.ts";
import type { Served } from "#core/app/served.ts";
import { isValidationNoted } from "#core/proposals/informed.ts";
import { isAskedOfOpenTrace } from "./live-looks.ts";
import type { Seen } from "./messages.ts";
import type { RuntimeLink } from "./open-runtime.ts";
import { PLACES, type AwayPart, type NameAt, type Place, type Reading, type SettingPart } from "./places.ts";

type Call = {
  readonly context: HostContext;
  readonly input: unknown;
  readonly signal?: AbortSignal | undefined;
};
type Answer = (call: Call) => unknown;
type Parts = {
  readonly here: Answer;
  readonly there: Answer;
  /** What tells here how things of this part stand, once they were set there. */
  readonly told: () => Promise<Answer>;
  readonly link: RuntimeLink;
};

/** How each place answers, from what answers a procedure in this thread and what asks the runtime's for it. */
const ANSWERS: Readonly<Record<Place, (parts: Parts) => Answer>> = {
  reads: inOneMoment,
  follows: (parts) => {
    const read = inOneMoment(parts);
    return (call) => (isAskedOfOpenTrace(call.input, parts.link.live()) ? parts.there(call) : read(call));
  },
  works: ({ there }) => there,
  writes: ({ there }) => there,
  sets:
    ({ there, told }) =>
    async (call) => {
      await there(call);
      return (await told())(call);
    },
  host: ({ here }) => here,
};

/** What does with this context. */
export type DoesWith<Context> = {
  readonly "~orpc": Pick<AnyProcedure["~orpc"], "handler"> & {
    readonly __initialContext?: (context: Context) => unknown;
  };
};
/** Whatever is said to be answered here must do with what there is here, or this does not compile. */
type Readable = {
  readonly [Part in PartName]: () => Promise<
    { readonly [Name in NameAt<Part, Reading>]: DoesWith<ReadingContext> } & {
      readonly [Name in NameAt<Part, "host">]: DoesWith<HostContext>;
    }
  >;
};
const readable: Readable = PARTS;

/** The procedure of a part that tells what its `sets` have come to. */
const TELLS: Readonly<Record<SettingPart, () => Promise<DoesWith<HostContext>>>> = {
  settings: async () => (await readable.settings()).read,
  connections: async () => (await readable.connections()).list,
};

/** Of these only the forms are needed here: what answers them would take as long to load as all others together. */
const FORMS: Readonly<Record<AwayPart, () => Promise<Readonly<Record<string, AnyContractProcedure>>>>> = {
  runs: async () => (await import("#core/contract/runs.ts")).runsContract,
};

async function loadPart(part: PartName): Promise<ByName<AnyProcedure>> {
  // Sound: it has every procedure of this part by these names.
  if (!isAway(part)) return (await readable[part]()) as unknown as ByName<AnyProcedure>;
  const forms = await FORMS[part]();
  const serving = toServe(forms);
  return Object.fromEntries(
    Object.keys(forms).map((name) => [name, assertDefined(serving[name], name).handler(answersElsewhere)]),
  );
}

function isAway(part: PartName): part is AwayPart {
  return Object.hasOwn(FORMS, part);
}

function answersElsewhere(): never {
  throw new Error("This procedure has no answer in this thread.");
}

/**
 * Loads what answers here, part by part, each in a turn of its own: whoever asks first for something of it would wait, and
 * everybody else with them. What only the runtime's thread does is imported by a handler when it is called [W17].
 */
export async function loadAhead(): Promise<void> {
  for (const part of Object.keys(PARTS) as PartName[]) {
    await loadPart(part);
    await nextTurn();
  }
}

/** Each procedure of the contract, answered where its place is. */
export function createServingRouter(link: RuntimeLink): Served["router"] {
  const router = routerOf(async (part) => {
    const procedures = await loadPart(part);
    // Sound: it has them, too.
    const asked = link.client[part] as unknown as ByName<Ask>;
    return Object.fromEntries(
      Object.entries(PLACES[part]).map(([name, place]) => {
        const procedure = pick(procedures, name);
        return [name, createAnswer({ part, procedure, ask: pick(asked, name), place }, link)];
      }),
    );
  });
  // Made by a loop over the table, which is total over the contract: the compiler cannot see that.
  return router as Served["router"];
}

type Placed = {
  readonly part: PartName;
  readonly procedure: AnyProcedure;
  readonly ask: Ask;
  readonly place: Place;
};
type ByName<T> = Readonly<Record<string, T>>;
type Ask = (input: unknown, options: { readonly signal?: AbortSignal | undefined }) => Promise<unknown>;

function createAnswer({ part, procedure, ask, place }: Placed, link: RuntimeLink): AnyProcedure {
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
  const here: Answer = procedure["~orpc"].handler as Answer;
  return new Procedure({
    ...procedure["~orpc"],
    handler: ANSWERS[place]({
      here,
      there,
      told: async () => tells(part),
      link,
    }) as AnyProcedure["~orpc"]["handler"],
  });
}

async function tells(part: PartName): Promise<Answer> {
  // Sound: only a part that sets something has a procedure of that place.
  return (await TELLS[part as SettingPart]())["~orpc"].handler as Answer;
}

function pick<T>(all: ByName<T>, name: string): T {
  return assertDefined(all[name], name);
}

/**
 * Reads by one look at the file, whatever is written meanwhile: a handler asks several times, and was never meant to see
 * half of something. What a person sees of validation items is on record there before it is answered [W9]. Who that is
 * the other thread knows: finding out starts a program [W6].
 */
function inOneMoment({ here, link }: Parts): Answer {
  return async (call) => {
    const seen: Seen[] = [];
    const isPerson = call.context.caller.kind === "person";
    const noteSeen = (dataset: string, what: string): void => {
      if (isPerson) seen.push({ dataset, what });
    };
    const context = { ...call.context, noteSeen };
    const answer = await call.context.store.reading(() => here({ ...call, context }));
    await link.noteSeen(seen).catch((error: unknown) => {
      // What stands there from before needs no thread that writes.
      const isNoted = ({ dataset, what }: Seen): boolean => isValidationNoted(call.context, dataset, what);
      if (!seen.every(isNoted)) throw error;
    });
    return answer;
  };
}
