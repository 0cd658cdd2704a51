import type { SettingsDocument } from "#core/contract/settings.ts";
import { listFields } from "#core/domain/optimizers/fields.ts";
import type { OptimizerName } from "#core/domain/optimizers/plan.ts";
import { changesOf, toDrafts, type Drafts } from "./number-drafts.ts";

/** The optimizer of new sessions as it stands in the form: only what the file sets of it is filled in. */
export type OptimizerDraft = { readonly type: OptimizerName; readonly settings: Drafts };

export type OptimizerChange = {
  readonly type: OptimizerName;
  readonly settings: Readonly<Record<string, number | null>>;
};

export function toOptimizerDraft({
  session: { optimizer },
  optimizerWritten,
}: Pick<SettingsDocument, "session" | "optimizerWritten">): OptimizerDraft {
  const values: Readonly<Record<string, unknown>> = optimizer;
  const written = Object.fromEntries(optimizerWritten.map((name) => [name, Number(values[name])]));
  return { type: optimizer.type, settings: toDrafts(namesOf(optimizer.type), written) };
}

/** What is to be saved; null where nothing was changed. */
export function changeOf(saved: OptimizerDraft, draft: OptimizerDraft): OptimizerChange | null {
  const isSame = saved.type === draft.type;
  const before = isSame ? saved.settings : toDrafts(namesOf(draft.type), {});
  const settings = changesOf(before, draft.settings);
  return isSame && Object.keys(settings).length === 0 ? null : { type: draft.type, settings };
}

function namesOf(optimizer: OptimizerName): readonly string[] {
  return listFields(optimizer).map(({ name }) => name);
}
