import { AppError } from "#core/base/app-error.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { inBeginOrder } from "#core/domain/spans/begin-order.ts";
import { textOf } from "#core/domain/spans/facts.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";
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
  const going = tracing.openTraces().filter(({ root }) => root !== null);
  const id = resolve(store, going, written.toLowerCase());
  const open = going.find(({ trace }) => trace === id) ?? null;
  if (open === null) {
    refuseSealed(store, id);
    return { id, open, parts: () => store.traces.parts(id) };
  }
  if (isSealedTrace(open)) throw sealedError();
  return { id, open, parts: () => [...store.traces.parts(id), ...toTraceParts(open.since(0))] };
}

/** The run that a trace which goes on is of; null where it is of none. */
export function runOf({ root }: Pick<OpenTrace, "root">): string | null {
  return textOf(root?.attributes[AUTOGENESIS.run]);
}

/** Whether the name, in small letters, can mean a trace that goes on. */
export function isNamed({ trace, root }: Pick<OpenTrace, "trace" | "root">, name: string): boolean {
  return trace.startsWith(name) || runOf({ root }) === name;
}

/** All its spans whole, in the order in which they began. */
export function readSpans(store: Store, { id, open, parts }: ReadTrace): readonly SpanRecord[] {
  if (open === null) return inBeginOrder(store.traces.spans(id));
  return inBeginOrder(parts().flatMap(({ records }) => records()));
}

function resolve(store: Store, going: readonly OpenTrace[], name: string): string {
  const run = store.runs.find(name);
  if (run !== null) return run.trace;
  const open = going.filter((each) => isNamed(each, name)).map(({ trace }) => trace);
  // Of a long run, what is finished may be kept already: it is the same trace.
  const [first, second] = new Set([...open, ...store.traces.withPrefix(name)]);
  if (first === undefined) {
    throw new AppError("not-found", `There is no trace ${name}.`, {
      hint: "Check its id.",
      way: "list-traces",
    });
  }
  if (second === undefined) return first;
  throw new AppError("ambiguous-id", `Several traces begin with ${name}.`, {
    hint: "Write more of the id.",
  });
}
