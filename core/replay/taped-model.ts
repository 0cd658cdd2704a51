import { AppError } from "#core/base/app-error.ts";
import { toTapedRequest } from "#core/agents/effects.ts";
import type { RunTape } from "#core/domain/tape.ts";
import type { AskedModel, ModelAnswer, ModelFacts } from "#core/models/model-line.ts";
import type { ModelTurn } from "#core/models/collect-turn.ts";
import { holdQuestion } from "./hold-against.ts";
import { ReplayStopped } from "./replay-stopped.ts";
import { beyond, type TapeCursor } from "./tape-cursor.ts";
import { waitForEnd, type TapedTime } from "./taped-time.ts";

export type TapedWorld = {
  readonly tape: RunTape;
  readonly cursor: TapeCursor;
  readonly time: TapedTime;
};

/** A model that answers what the tape has at each step, if it is asked what it was asked then; and is never called. */
export function createTapedModel({ tape, cursor, time }: TapedWorld, provider: ModelFacts): AskedModel {
  return {
    provider,
    answer: async (asked, { path: place, signal, attempts }): Promise<ModelAnswer> => {
      const step = place.slice(place.lastIndexOf("/") + 1);
      const path = `m/${step}`;
      attempts?.onBegin();
      const taped = cursor.take("answer", path);
      const question = toTapedRequest(asked);
      if (taped === null) {
        // Its time was up before it could ask.
        if (tape.limit?.path === `c/${step}`) return endOf(time, signal);
        cursor.note(beyond(path, question));
        throw new ReplayStopped();
      }
      const held = holdQuestion({ path, expected: taped.asked, got: question });
      cursor.note(held);
      if (held.as === "divergence") throw new ReplayStopped();
      const { outcome } = taped;
      if (outcome === null) return endOf(time, signal);
      if (!outcome.ok) throw new AppError(outcome.error.code, outcome.error.message);
      const { turn, spend, by } = outcome;
      // Sound: the tape holds what the loop was given when the same was asked.
      const answer = { turn: turn as unknown as ModelTurn, spend };
      if (by === undefined) return answer;
      // Sound: as above.
      return { ...answer, by: by as unknown as NonNullable<ModelAnswer["by"]> };
    },
  };
}

/** The run ended while it waited for this, and does so again, without waiting. */
export async function endOf(time: TapedTime, signal: AbortSignal): Promise<never> {
  time.endNow();
  return waitForEnd(signal);
}
