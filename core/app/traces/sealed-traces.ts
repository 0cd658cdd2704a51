import { AppError } from "#core/base/app-error.ts";
import { isSealedSpan } from "#core/domain/spans/facts.ts";
import type { OpenTrace } from "#core/recording/open-trace.ts";
import type { Store } from "#core/store/store.ts";

/** Whether a trace that is still open is of a run made from a test item. */
export function isSealedTrace({ root }: OpenTrace): boolean {
  return root !== null && isSealedSpan(root);
}

/** Throws split-sealed for the trace of a run made from a test item: it holds the item [A5]. */
export function refuseSealed(store: Store, trace: string): void {
  if (store.runs.isSealedTrace(trace) || store.traces.isSealed(trace)) throw sealedError();
}

export function sealedError(): AppError {
  return new AppError("split-sealed", "This run was made from an item of a sealed test split.", {
    hint: "Its figures count in the reports; read runs on train or validation items instead.",
  });
}
