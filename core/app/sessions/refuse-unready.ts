import { AppError } from "#core/base/app-error.ts";
import { refuseAtCap } from "#core/domain/cap-use.ts";
import type { Session } from "#core/domain/session.ts";
import type { BuiltInLookup } from "#core/evolution/operator-prompt.ts";
import { readTrain, readValidation, refuseSpentLooks } from "#core/evaluation/sealed-split.ts";
import { hasLooked } from "#core/evolution/sealed-report.ts";
import type { ModelProvider } from "#core/models/provider.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";
import type { Runtime } from "#core/app/runtime.ts";
import { refuseLacking } from "./refuse-lacking.ts";

type Means = {
  readonly store: Store;
  readonly builtIn: BuiltInLookup;
  readonly runtime: Pick<Runtime, "implementations">;
};

/**
 * Throws what can be known to be in the way before a session spends anything: something that its agent or its optimizer
 * needs and is not there, no items to learn from or to measure by, a report at its end for which no look is left, or the
 * cap that ended it [B14].
 */
export function refuseUnready({ store, builtIn, runtime }: Means, session: Session): void {
  const { branch, config } = session;
  refuseAtCap(session);
  const { dataset, report } = config;
  const view = viewAtCommit(store, store.refs.headOf(branch));
  refuseLacking(config, { view, builtIn, implementations: runtime.implementations });
  if (readTrain(store, dataset).length === 0) throw noItems(dataset, "train", "to learn from");
  if (readValidation(store, dataset).length === 0)
    throw noItems(dataset, "validation", "to measure a change by");
  if (report === "test" && !hasLooked(store, session)) refuseSpentLooks(store, dataset);
}

function noItems(dataset: string, split: string, what: string): AppError {
  return new AppError("dataset-invalid", `Dataset ${dataset} has no ${split} items ${what}.`, {
    hint: "Import one that is divided into train, validation and test (the default), or one with more items.",
  });
}

/**
 * Throws what a provider knows to be wrong before it is asked anything: there is no such model, or a key is missing. Asked
 * under a signal that is aborted already, it answers nothing else.
 */
export async function refuseUnusable(provider: ModelProvider, model: string): Promise<void> {
  try {
    const request = { model, messages: [{ role: "user", content: "" }], sampling: {} } as const;
    for await (const _part of provider.stream(request, AbortSignal.abort())) break;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "cancelled") throw error;
  }
}
