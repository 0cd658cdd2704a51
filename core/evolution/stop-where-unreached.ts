import { AppError } from "#core/base/app-error.ts";
import { DEFAULT_HINTS } from "#core/base/default-hints.ts";
import { isTransportFailure, type ItemOutcome } from "#core/evaluation/run-item.ts";
import type { SessionContext } from "./session-line.ts";

/** So many runs in a row without an answer say that the model is out of reach, and nothing about the agent. */
const LEAST_IN_A_ROW = 10;

/**
 * Passes outcomes on while answers arrive. Failures on the way to the model are held back until the next answer, so
 * that nothing is decided by them; after ten in a row (twice as many as run at once, where that is more), and where the
 * last ones are more than run at once or all there are, the newest is noted as an event and thrown: a session that went
 * on would spend its iterations on an agent that nobody has heard.
 */
export async function* stopWhereUnreached(
  context: SessionContext,
  outcomes: AsyncIterable<readonly ItemOutcome[]>,
): AsyncGenerator<readonly ItemOutcome[]> {
  const { concurrency } = context.session.config;
  // One lost moment takes all with it that is on its way.
  const enough = Math.max(LEAST_IN_A_ROW, 2 * concurrency);
  let isReached = false;
  let held: (readonly ItemOutcome[])[] = [];
  for await (const repetitions of outcomes) {
    held.push(repetitions);
    if (repetitions.every(({ run }) => isTransportFailure(run))) {
      if (held.length >= enough) throw unreached(context, held);
      continue;
    }
    isReached = true;
    yield* held;
    held = [];
  }
  if (held.length > 0 && (!isReached || held.length > concurrency)) throw unreached(context, held);
  yield* held;
}

function unreached({ line, session }: SessionContext, held: readonly (readonly ItemOutcome[])[]): AppError {
  const { code, message } = held.at(-1)?.at(-1)?.run.error ?? { code: "model-unavailable", message: "" };
  const items = held.length;
  line.store.durable(() =>
    line.store.events.append({
      session: session.id,
      at: line.clock.now(),
      type: "model-unreached",
      body: { items, message },
    }),
  );
  return new AppError(
    code,
    `${items === 1 ? "The only item" : `${items} items in a row`} failed on the way to the model: ${message}`,
    { hint: `${DEFAULT_HINTS[code]} Then go on: what failed is asked for again.` },
  );
}

/**
 * The scope of an evaluation in a session. A failure on the way to the model stands for the scope it happened in, so
 * after each time that the model was found out of reach there is a new one, in which what failed is run again.
 */
export function scopeOf({ line, session }: SessionContext, place: string): string {
  const times = line.store.events.ofType(session.id, "model-unreached").length;
  return [`session/${session.id}/${place}`, ...(times === 0 ? [] : [`unreached-${times}`])].join("/");
}
