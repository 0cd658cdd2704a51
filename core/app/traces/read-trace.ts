import { AppError } from "#core/base/app-error.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import type { OpenTrace } from "#core/recording/open-trace.ts";
import type { Tracing } from "#core/recording/tracing.ts";
import type { Store } from "#core/store/store.ts";
import { toTraceParts, type TracePart } from "#core/store/trace-parts.ts";
import { isSealedTrace, refuseSealed, sealedError } from "./sealed-traces.ts";

/** A trace that may be looked at: what is kept of it, and what goes on where its root span is still open. */
export type ReadTrace = {
  readonly id: string;
  readonly open: OpenTrace | null;
  /** Its spans some at a time, each read when it is asked for: those that are kept, then those that go on. */
  readonly parts: () => readonly TracePart[];
};

type Source = { readonly store: Store; readonly tracing: Pick<Tracing, "openTraces"> };

/**
 * By id, the beginning of one, or a run's id; of those that run now as well. Throws not-found, ambiguous-id
 * and split-sealed [C25].
 */
export function readTrace({ store, tracing }: Source, written: string): ReadTrace {
  const name = written.toLowerCase();
  const open = tracing.openTraces().find(({ trace, root }) => root !== null && trace.startsWith(name));
  if (open !== undefined) {
    if (isSealedTrace(open)) throw sealedError();
    return {
      id: open.trace,
      open,
      parts: () => [...store.traces.parts(open.trace), ...toTraceParts(open.since(0))],
    };
  }
  const id = store.runs.find(name)?.trace ?? resolve(store, name);
  refuseSealed(store, id);
  return { id, open: null, parts: () => store.traces.parts(id) };
}

/** All its spans whole, in the order in which they began. */
export function readSpans(store: Store, { id, open, parts }: ReadTrace): readonly SpanRecord[] {
  if (open === null) return store.traces.spans(id);
  return parts()
    .flatMap(({ records }) => records())
    .toSorted((a, b) => a.startUs - b.startUs);
}

function resolve(store: Store, written: string): string {
  const [first, second] = store.traces.withPrefix(written);
  if (first === undefined) {
    throw new AppError("not-found", `There is no trace ${written}.`, {
      hint: "Check its id.",
      way: "list-traces",
    });
  }
  if (second === undefined) return first;
  throw new AppError("ambiguous-id", `Several traces begin with ${written}.`, {
    hint: "Write more of the id.",
  });
}
