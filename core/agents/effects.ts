import type { Json } from "#core/base/json.ts";
import type { Result } from "#core/base/result.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { RunTape, TapedCall, TapedText } from "#core/domain/tape.ts";
import type { Callable, CallFailure } from "#core/resources/callable.ts";

/** Where in its run a call stands. */
export type CallPlace = {
  /** The model's answer that asked for it: 1 is the first. */
  readonly step: number;
  /** Its place among the calls of that step, from 0. */
  readonly index: number;
  readonly signal: AbortSignal;
};

/** A callable as a run has it: every call of it says where it stands. */
export type RolloutCallable = Omit<Callable, "call"> & {
  readonly call: (input: Json, place: CallPlace) => Promise<Result<Json, CallFailure>>;
};

export type TextSource = { readonly resource: ResourceKey; readonly version: string };

/** Stands between a run and the world. Whatever a rollout hands to its run has gone through here, once [R20]. */
export interface Effects {
  /** The callable whose calls are this run's. */
  readonly wrap: (callable: Callable) => RolloutCallable;
  /** What the run is told; asked in the same order for the same agent. */
  readonly tell: (source: TextSource, text: string) => string;
}

/** Lets everything through and keeps what came of it. */
export type EffectRecorder = Effects & { readonly tape: () => RunTape };

export function recordEffects(nowUs: () => number): EffectRecorder {
  const texts: TapedText[] = [];
  const calls: { readonly place: CallPlace; readonly taped: TapedCall }[] = [];
  let told = 0;
  return {
    wrap: ({ call, ...callable }) => ({
      ...callable,
      call: async (input, place) => {
        const { name, resource, version, effect } = callable;
        const startUs = nowUs();
        let outcome: TapedCall["outcome"] = null;
        try {
          const result = await call(input, place.signal);
          // What comes after the end is nobody's answer.
          if (!place.signal.aborted) outcome = result;
          return result;
        } finally {
          const path = callPath(place);
          const taped = { path, name, resource, version, effect, input, outcome, startUs, endUs: nowUs() };
          calls.push({ place, taped });
        }
      },
    }),
    tell: ({ resource, version }, text) => {
      const path = `s/${told}`;
      told += 1;
      if (text !== "") texts.push({ path, resource, version, text });
      return text;
    },
    tape: () => ({ texts: [...texts], calls: calls.toSorted(byPlace).map(({ taped }) => taped) }),
  };
}

/** On tapes and on spans. */
export function callPath({ step, index }: Pick<CallPlace, "step" | "index">): string {
  return `t/${step}/${index}`;
}

type Placed = { readonly place: CallPlace };

function byPlace({ place: a }: Placed, { place: b }: Placed): number {
  return a.step === b.step ? a.index - b.index : a.step - b.step;
}
