import type { ReadingContext } from "#core/app/context.ts";
import { isNamed } from "#core/app/traces/read-trace.ts";
import type { OpenTrace } from "#core/recording/open-trace.ts";
import type { Live, OpenLook } from "./messages.ts";

/** What runs in the other thread, as handlers that read ask for it. */
export function createLiveLooks(
  live: () => Live,
): Pick<ReadingContext, "sessions" | "goingOn"> & Pick<ReadingContext["runtime"], "tracing"> {
  return {
    sessions: {
      isRunning: (id) => live().running.some((session) => session.id === id),
      runningOn: (branch) => live().running.find((session) => session.branch === branch)?.id ?? null,
    },
    goingOn: { list: () => live().goingOn },
    tracing: { openTraces: () => live().open.map(toOpenTrace) },
  };
}

function toOpenTrace({ trace, root, revision, spans, errors }: OpenLook): OpenTrace {
  return {
    trace,
    root,
    revision,
    spans,
    countErrors: () => errors,
    // Whatever asks for more is asked there: `isAskedOfOpenTrace`.
    since: () => [root],
  };
}

/** What is asked of a trace, or of all by what they hold. */
type Asked = {
  readonly trace?: string;
  readonly text?: string;
  readonly session?: string;
  readonly model?: string;
};

/** Whether the answer hangs on more of a trace that goes on than its looks. */
export function isAskedOfOpenTrace(input: unknown, { open }: Live): boolean {
  if (open.length === 0) return false;
  const { trace: named, text = "", session, model } = input as Asked; // Read by the contract's own forms.
  if (named === undefined) return text !== "" || session !== undefined || model !== undefined;
  return open.some((look) => isNamed(look, named.toLowerCase()));
}
