import { AppError } from "#core/base/app-error.ts";
import type { Clock } from "#core/base/clock.ts";
import type { CallMeter, ChatRequest, ModelPart, ModelProvider } from "#core/models/provider.ts";
import { retryAfterMsOf, throwIfCancelled } from "#core/models/retry.ts";

/** One key of several, and what asks the endpoint with it. */
export type KeyedProvider = {
  readonly name: string;
  /** The key as it is now; null where there is none. */
  readonly key: () => string | null;
  readonly provider: ModelProvider;
};

export type KeyPool = {
  /** What tells its endpoint from others, in this process. */
  readonly place: string;
  readonly keyed: readonly [KeyedProvider, ...KeyedProvider[]];
  readonly clock: Clock;
};

/** How long a key rests whose endpoint does not say for how long it has used up its share. */
const USUAL_REST_MS = 30_000;

/** Each of a key as this text: another text under the same name is another key. */
type KeyState = {
  refused: string | null;
  rests: { readonly key: string | null; readonly until: number } | null;
};

/** Of every endpoint and key in this process: whoever asks next need not find out again. */
const states = new Map<string, KeyState>();

/**
 * A provider that asks with the first of its keys that may be used. One that is refused is set aside for as long as it stays
 * what it is; one that has used up its share rests for as long as it was told; the next is taken at once, and the answer
 * says which were passed over [M18]. Where none answers and one of them rests, that is an error that says until when.
 */
export function rotateKeys({ place, keyed, clock }: KeyPool): ModelProvider {
  const [first] = keyed;
  const stateOf = ({ name }: KeyedProvider): KeyState => {
    const id = `${place} ${name}`;
    const state = states.get(id) ?? { refused: null, rests: null };
    states.set(id, state);
    return state;
  };
  /** For how long it still rests; null for one that may be asked. */
  const restOf = (one: KeyedProvider): number | null => {
    const { rests } = stateOf(one);
    const restMs = rests === null || rests.key !== one.key() ? 0 : rests.until - clock.now();
    return restMs > 0 ? restMs : null;
  };
  const isRefused = (one: KeyedProvider): boolean => stateOf(one).refused === one.key();
  /** Refused ones come last: their owner may have had them allowed since. */
  const inTurn = (): readonly KeyedProvider[] => {
    const there = keyed.filter((one) => one.key() !== null);
    return there.length === 0
      ? [first]
      : [...there.filter((one) => !isRefused(one)), ...there.filter(isRefused)];
  };

  return {
    ...first.provider,
    stream: async function* (request, signal, meter) {
      const passedOver: string[] = [];
      let last: AppError | null = null;
      const all = inTurn();
      for (const one of all) {
        if (restOf(one) !== null) {
          passedOver.push(`${one.name} rests`);
          continue;
        }
        const attempt = watchAttempt(one.provider, meter);
        try {
          yield* attempt.ask(request, signal, passedOver);
          return;
        } catch (error) {
          const end = attempt.hasBegun() ? null : endOf(error);
          if (end === null) throw error;
          const state = stateOf(one);
          const key = one.key();
          if (end.isShare)
            state.rests = { key, until: clock.now() + (retryAfterMsOf(end.error) ?? USUAL_REST_MS) };
          else state.refused = key;
          passedOver.push(`${one.name}: ${end.error.message}`);
          last = end.error;
        }
      }
      // Whoever only wants to know whether it could be asked need not wait for that.
      if (last === null) throwIfCancelled(signal);
      else meter?.onTurnedAway();
      const rests = all.map(restOf).filter((restMs) => restMs !== null);
      throw noneLeft(last, passedOver, rests.length === 0 ? null : Math.ceil(Math.min(...rests)));
    },
  };
}

/** One try with one key. What was turned away counts for the call only where no other key is tried after it. */
function watchAttempt(provider: ModelProvider, meter: CallMeter | undefined) {
  let isTurnedAway = false;
  let hasBegun = false;
  const own = meter && {
    ...meter,
    onTurnedAway: () => {
      isTurnedAway = true;
    },
  };
  return {
    hasBegun: () => hasBegun,
    ask: async function* (
      request: ChatRequest,
      signal: AbortSignal,
      passedOver: readonly string[],
    ): AsyncGenerator<ModelPart> {
      try {
        for await (const part of provider.stream(request, signal, own)) {
          hasBegun = true;
          yield part.type === "finish" && passedOver.length > 0
            ? { ...part, keysPassedOver: passedOver }
            : part;
        }
      } catch (error) {
        if (isTurnedAway && (hasBegun || endOf(error) === null)) meter?.onTurnedAway();
        throw error;
      }
    },
  };
}

/** Whether another key might do what this one did not: it was refused, or its share is used up. Null where none would. */
function endOf(error: unknown): { readonly error: AppError; readonly isShare: boolean } | null {
  if (!(error instanceof AppError)) return null;
  if (error.code === "model-rate-limited") return { error, isShare: true };
  return error.code === "model-key-missing" || error.code === "model-account-refused"
    ? { error, isShare: false }
    : null;
}

/**
 * What the last of them failed by, with what is to be known of the others. While one of them rests, whatever became of the
 * others, it is only a matter of time: `restMs` until that one may be tried, null where none rests.
 */
function noneLeft(last: AppError | null, passedOver: readonly string[], restMs: number | null): AppError {
  const told = restMs === null || last?.code === "model-rate-limited" ? last : null;
  return new AppError(
    told?.code ?? "model-rate-limited",
    passedOver.length === 1 && last !== null
      ? last.message
      : `None of its keys could be used. ${passedOver.join("; ")}.`,
    {
      hint: told?.hint ?? "Wait a little, or add another key to the connection.",
      way: told?.way,
      retryable: told === null || told.code === "model-rate-limited",
      cause: restMs === null ? last?.cause : { ...causeOf(told), retryAfterMs: restMs },
    },
  );
}

function causeOf(error: AppError | null): object {
  const cause = error?.cause;
  return typeof cause === "object" && cause !== null ? cause : {};
}
