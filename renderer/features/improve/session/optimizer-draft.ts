import type { SettingsDocument } from "#core/contract/settings.ts";
import type { OptimizerName } from "#core/domain/optimizers/plan.ts";
import { usualSettings, type OptimizerSettings } from "#core/domain/optimizers/table.ts";

/** The numbers among the fields; an empty one is none. */
export function readSettings(drafts: Readonly<Record<string, string>>): Readonly<Record<string, number>> {
  const filled = Object.entries(drafts).filter(([, text]) => text.trim() !== "");
  return Object.fromEntries(filled.map(([name, text]) => [name, Number(text)]));
}

/** What the optimizer has where the form says nothing: as workspace.yaml has it, or as usual. */
export function settingsInForce(
  { session }: Pick<SettingsDocument, "session">,
  optimizer: OptimizerName,
): OptimizerSettings & Readonly<Record<string, unknown>> {
  return session.optimizer.type === optimizer ? session.optimizer : usualSettings(optimizer);
}
