import type { SettingsDocument } from "#core/contract/settings.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";

/** The walls around evolved code on this machine, from the innermost outwards. */
export function EvolvedCodeWalls({ evolvedCode }: Pick<SettingsDocument, "evolvedCode">) {
  const rows = [
    [settingsStrings.engine, settingsStrings.engineIs],
    [settingsStrings.process, settingsStrings.processIs[evolvedCode.process]],
    [settingsStrings.system, settingsStrings.systemIs[evolvedCode.system]],
  ] as const;
  return (
    <dl className="paths">
      {rows.map(([name, wall]) => (
        <div key={name} className="path">
          <dt>{name}</dt>
          <dd className="path-value">{wall}</dd>
        </div>
      ))}
    </dl>
  );
}
