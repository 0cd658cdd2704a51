import { AppError } from "#core/base/app-error.ts";
import { isTransportFailure, type ItemOutcome } from "#core/evaluation/run-item.ts";
import type { SessionContext } from "./session-line.ts";

/** So many runs in a row without an answer say that the model is out of reach, and nothing about the agent. */
const LEAST_IN_A_ROW = 10;

/**
 * Passes outcomes on while answers arrive. Throws the newest failure once ten runs in a row (twice as many as run at
 * once, where that is more; or all of fewer) failed on the way to the model: a session that went on would spend its
 * iterations on an agent that nobody has heard.
 */
export async function* stopWhereUnreached(
  { session }: Pick<SessionContext, "session">,
  outcomes: AsyncIterable<readonly ItemOutcome[]>,
): AsyncGenerator<readonly ItemOutcome[]> {
  // One lost moment takes all with it that is on its way.
  const enough = Math.max(LEAST_IN_A_ROW, 2 * session.config.concurrency);
  let inARow = 0;
  let isReached = false;
  let newest: ItemOutcome["run"]["error"] = null;
  for await (const repetitions of outcomes) {
    for (const { run } of repetitions) {
      const isFailed = isTransportFailure(run);
      inARow = isFailed ? inARow + 1 : 0;
      isReached ||= !isFailed;
      newest = isFailed ? run.error : newest;
    }
    if (inARow >= enough && newest !== null) throw unreached(newest, inARow);
    yield repetitions;
  }
  if (!isReached && newest !== null) throw unreached(newest, inARow);
}

function unreached({ code, message }: NonNullable<ItemOutcome["run"]["error"]>, runs: number): AppError {
  return new AppError(
    code,
    `${runs === 1 ? "The only run" : `${runs} runs in a row`} failed on the way to the model: ${message}`,
    { hint: "Mend that, then resume the session: it asks again for what failed." },
  );
}

/**
 * The scope of an evaluation in a session. A failure on the way to the model stands for the scope it happened in, so
 * after each stop by an error there is a new one, in which what failed is run again.
 */
export function scopeOf({ line, session }: SessionContext, place: string): string {
  const stops = line.store.events
    .ofType(session.id, "session-state")
    .filter(({ body }) => body["by"] === "error").length;
  return [`session/${session.id}/${place}`, ...(stops === 0 ? [] : [`after-error-${stops}`])].join("/");
}
