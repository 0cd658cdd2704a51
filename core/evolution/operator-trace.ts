import type { Span } from "@opentelemetry/api";
import { toErrorReport } from "#core/base/app-error.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";
import { failSpan, traceIdOf, type TraceRecorder } from "#core/recording/tracing.ts";
import type { SessionContext, SessionLine } from "./session-line.ts";

export type OperatorPlace = {
  readonly iteration: number;
  readonly operator: string;
  /** Tells several questions of one operator apart. */
  readonly part: string;
};

export type OperatorTrace = {
  /** The beginning of the paths of its model calls. */
  readonly path: string;
  readonly recorder: TraceRecorder;
  readonly root: Span;
};

/** Runs an operator's work under a span of its own and keeps the trace, whatever comes of it. */
export async function withOperatorTrace<T>(
  { line, session }: SessionContext,
  { iteration, operator, part }: OperatorPlace,
  work: (trace: OperatorTrace) => Promise<T>,
): Promise<T> {
  const path = ["session", session.id, iteration, operator, part].join("/");
  const recorder = line.tracing.record(freeKey(line, path));
  const startedAt = line.clock.now();
  const startedTick = line.ticks.now();
  const root = recorder.start({
    name: `${operator} (session ${session.id}, iteration ${iteration})`,
    kind: "internal",
    attributes: {
      [AUTOGENESIS.operator]: operator,
      [AUTOGENESIS.session]: session.id,
      [AUTOGENESIS.iteration]: iteration,
    },
  });
  try {
    return await work({ path, recorder, root });
  } catch (error) {
    failSpan(root, toErrorReport(error));
    throw error;
  } finally {
    root.end();
    const summary = {
      id: recorder.trace,
      name: `${operator} (session ${session.id}, iteration ${iteration})`,
      run: null,
      startedAt,
      durationMs: Math.round(line.ticks.now() - startedTick),
    };
    line.store.atomic(() => line.store.traces.append(summary, recorder.spans()));
  }
}

/** An operator that a pause or an error cut short left a trace; running it again makes another beside it. */
function freeKey({ store }: SessionLine, path: string): string {
  let key = path;
  for (let attempt = 2; store.traces.find(traceIdOf(key)) !== null; attempt += 1) key = `${path}~${attempt}`;
  return key;
}
