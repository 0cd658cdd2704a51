import { AppError } from "#core/base/app-error.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import type { Tracing } from "#core/recording/tracing.ts";
import type { Store } from "#core/store/store.ts";
import { isSealedTrace, refuseSealed, sealedError } from "./sealed-traces.ts";

/** A trace with its spans in the order in which they began; `isOpen` while its root span is. */
export type ReadTrace = {
  readonly id: string;
  readonly records: readonly SpanRecord[];
  readonly isOpen: boolean;
};

type Source = { readonly store: Store; readonly tracing: Tracing };

/** Looking at a trace asks for it again and again, and a large one takes a second to unpack: the last one stays. */
const latest = new WeakMap<Store, ReadTrace>();

/** By id, the beginning of one, or a run's id; of those that run now as well. Throws not-found, ambiguous-id and split-sealed. */
export function readTrace({ store, tracing }: Source, written: string): ReadTrace {
  const name = written.toLowerCase();
  const open = tracing.openTraces().find(([root]) => root?.trace.startsWith(name) ?? false);
  if (open !== undefined && isSealedTrace(open)) throw sealedError();
  if (open?.[0] !== undefined) return { id: open[0].trace, records: open, isOpen: true };
  const id = store.runs.find(name)?.trace ?? resolve(store, name);
  refuseSealed(store, id);
  const kept = latest.get(store);
  if (kept?.id === id) return kept;
  const read = { id, records: store.traces.spans(id), isOpen: false };
  latest.set(store, read);
  return read;
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
