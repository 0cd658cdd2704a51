import type { ItemOutcome } from "#core/evaluation/run-item.ts";
import { stopWhereSilent, type Silence } from "#core/evaluation/stop-where-silent.ts";
import type { SessionContext } from "./session-line.ts";

/**
 * Stops a session whose model is out of reach, and notes that as an event: one that went on would spend its iterations
 * on an agent that nobody has heard.
 */
export function stopWhereUnreached(
  { line, session }: SessionContext,
  outcomes: AsyncIterable<readonly ItemOutcome[]>,
): AsyncGenerator<readonly ItemOutcome[]> {
  const note = ({ items, message }: Silence): void => {
    const body = { items, message };
    line.store.durable(() =>
      line.store.events.append({
        session: session.id,
        at: line.clock.now(),
        type: "model-unreached",
        body,
      }),
    );
  };
  return stopWhereSilent(outcomes, {
    concurrency: session.config.concurrency,
    onSilence: note,
    goOn: "Then go on: what failed is asked for again.",
  });
}

/**
 * The scope of an evaluation in a session. A failure on the way to the model stands for the scope it happened in, so
 * after each time that the model was found out of reach there is a new one, in which what failed is run again.
 */
export function scopeOf({ line, session }: SessionContext, place: string): string {
  const times = line.store.events.timesOf(session.id, "model-unreached").length;
  return [`session/${session.id}/${place}`, ...(times === 0 ? [] : [`unreached-${times}`])].join("/");
}
