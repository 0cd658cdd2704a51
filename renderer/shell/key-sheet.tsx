import { Switch } from "@mantine/core";
import { useApp, useAppState } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import type { Command } from "#renderer/store/command-slice.ts";
import { shellStrings } from "#renderer/strings/shell.ts";
import { KeyCaps } from "#renderer/navigation/keys.tsx";
import { OverlayDialog } from "./overlay-dialog.tsx";
import "./key-sheet.css";

const commandsOf = (state: AppState) => state.commands;
const hasLettersOf = (state: AppState) => state.preferences.hasLetterKeys;

/** Every key that does something at this moment, by group. */
export function KeySheet() {
  return (
    <OverlayDialog of="keys" title={shellStrings.keySheet} size={720}>
      {() => <KeyList />}
    </OverlayDialog>
  );
}

function KeyList() {
  const { store } = useApp();
  const commands = useAppState(commandsOf);
  const hasLetters = useAppState(hasLettersOf);
  const withKeys = Object.values(commands)
    .flat()
    .filter(({ keys }) => keys !== undefined);
  return (
    <>
      <div className="key-sheet">
        {[...Map.groupBy(withKeys, ({ group }) => group)].map(([group, listed]) => (
          <KeyGroup key={group} group={group} commands={listed} />
        ))}
      </div>
      <div className="key-sheet-foot">
        <Switch
          size="xs"
          checked={hasLetters}
          onChange={(event) =>
            store.getState().setPreferences({ hasLetterKeys: event.currentTarget.checked })
          }
          label={shellStrings.letterKeys}
        />
        <span className="faint">{shellStrings.keySheetNote}</span>
      </div>
    </>
  );
}

function KeyGroup({ group, commands }: { readonly group: string; readonly commands: readonly Command[] }) {
  return (
    <section className="key-group">
      <h3 className="key-group-title">{group}</h3>
      <dl>
        {commands.map(({ id, title, keys = "", otherKeys = [] }) => (
          <div key={id} className="key-row">
            <dt>{title}</dt>
            <dd>
              {[keys, ...otherKeys].map((combo) => (
                <KeyCaps key={combo} keys={combo} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
