import { AppError } from "#core/base/app-error.ts";
import { isHeldOut } from "#core/evaluation/sealed-split.ts";
import { textOf } from "#core/domain/spans/facts.ts";
import type { Run } from "#core/domain/run.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";
import type { OpenTrace } from "#core/recording/open-trace.ts";
import type { ReadingContext } from "#core/app/context.ts";
import { readTrace, runOf, type ReadTrace } from "./read-trace.ts";
import { maySee } from "./run-result.ts";

type Asking = Pick<ReadingContext, "store" | "caller" | "runtime">;

/**
 * A trace as the caller may look at it. Whoever proposes learns nothing of the runs that the gate measures by, by any look
 * [A7] [R39]. Throws as `readTrace`, and split-sealed.
 */
export function readTraceFor(context: Asking, written: string): ReadTrace {
  const { store, runtime } = context;
  const trace = readTrace({ store, tracing: runtime.tracing }, written);
  if (mayLookAt(context, trace)) return trace;
  throw new AppError("split-sealed", "This run was made from an item that the gate measures by.", {
    hint: "Ask with a run on a train item.",
  });
}

function mayLookAt(context: Asking, { id, open }: ReadTrace): boolean {
  if (maySee(context.caller, "validation")) return true;
  return open === null ? !context.store.traceSearch.isHeldOut(id) : mayLookAtOpen(context, open);
}

/** Of one that goes on only its first span tells what it asks; a run that does not say is told of to people alone. */
export function mayLookAtOpen({ store, caller }: Pick<Asking, "store" | "caller">, open: OpenTrace): boolean {
  if (maySee(caller, "validation") || runOf(open) === null) return true;
  const input = textOf(open.root?.attributes[AUTOGENESIS.input]);
  return input !== null && !isHeldOut(store, JSON.parse(input) as Run["input"]);
}
