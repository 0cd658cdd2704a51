import { AppError } from "#core/base/app-error.ts";
import { DEFAULT_HINTS } from "#core/base/default-hints.ts";
import { missedBy, type ItemOutcome, type Needed } from "./run-item.ts";

/** So many runs in a row without an answer say that the model is out of reach, and nothing about the agent. */
const LEAST_IN_A_ROW = 10;

export type Silence = {
  /** How many items failed on the way in a row. */
  readonly items: number;
  /** How the newest of them did. */
  readonly message: string;
};

export type SilenceOptions = {
  /** How many items run at once. */
  readonly concurrency: number;
  /** Hears of it before it is thrown. */
  readonly onSilence?: (silence: Silence) => void;
  /** What to do once the model is back, as the end of the hint. */
  readonly goOn: string;
  /**
   * After how many items of which no single one was answered it is enough, while none ever was; an endpoint that refuses
   * each request has answered none of them. Left out, refusals are results from the first item on.
   */
  readonly first?: number;
};

/**
 * Passes outcomes on while answers arrive. Failures on the way to the model are held back until the next answer, so
 * that nothing is decided by them; after ten in a row (twice as many as run at once, where that is more), and where the
 * last ones are more than run at once or all there are, the newest is thrown: whoever went on would measure an agent that
 * nobody has heard [B13]. With `first`, a model that never answered at all is given up sooner [S45].
 */
export async function* stopWhereSilent(
  outcomes: AsyncIterable<readonly ItemOutcome[]>,
  options: SilenceOptions,
): AsyncGenerator<readonly ItemOutcome[]> {
  const { concurrency, first } = options;
  // One lost moment takes all with it that is on its way.
  const enough = Math.max(LEAST_IN_A_ROW, 2 * concurrency);
  let isReached = false;
  let held: (readonly ItemOutcome[])[] = [];
  for await (const repetitions of outcomes) {
    held.push(repetitions);
    const isNew = !isReached && first !== undefined;
    if (repetitions.every(({ run }) => missedBy(run) !== null || (isNew && wasRefused(run)))) {
      if (held.length >= (isNew ? first : enough)) throw silent(held, options);
      continue;
    }
    isReached = true;
    yield* held;
    held = [];
  }
  if (held.length > 0 && (!isReached || held.length > concurrency)) throw silent(held, options);
  yield* held;
}

/** The endpoint took none of its requests. */
function wasRefused({ error, spend }: ItemOutcome["run"]): boolean {
  return error?.code === "model-refused" && spend.outputTokens === 0;
}

function silent(held: readonly (readonly ItemOutcome[])[], { onSilence, goOn }: SilenceOptions): AppError {
  const run = held.at(-1)?.at(-1)?.run ?? { error: null };
  const { code, message } = run.error ?? { code: "model-unavailable", message: "" };
  const items = held.length;
  onSilence?.({ items, message });
  const place = PLACES[missedBy(run) ?? "model"];
  return new AppError(
    code,
    `${items === 1 ? "The only item" : `${items} items in a row`} failed ${place}: ${message}`,
    { hint: `${DEFAULT_HINTS[code]} ${goOn}` },
  );
}

/** Where a run got stuck that says nothing about the agent. */
const PLACES: Readonly<Record<Needed, string>> = {
  model: "on the way to the model",
  environment: "as an environment failed",
  thread: "as the threads ended in which they were made",
};
