import { Modal, Switch } from "@mantine/core";
import { useApp, useAppState } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import type { Command } from "#renderer/store/command-slice.ts";
import { shellStrings } from "#renderer/strings/shell.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { KeyCaps } from "#renderer/navigation/keys.tsx";
import "./key-sheet.css";

const isOpenOf = (state: AppState) => state.overlay === "keys";
const commandsOf = (state: AppState) => state.commands;
const hasLettersOf = (state: AppState) => state.preferences.hasLetterKeys;

/** Every key that does something at this moment, by group. */
export function KeySheet() {
  const { store } = useApp();
  const isOpen = useAppState(isOpenOf);
  const commands = useAppState(commandsOf);
  const hasLetters = useAppState(hasLettersOf);
  const withKeys = Object.values(commands)
    .flat()
    .filter(({ keys }) => keys !== undefined);
  return (
    <Modal
      opened={isOpen}
      onClose={() => store.getState().closeOverlay()}
      title={shellStrings.keySheet}
      size={720}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
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
    </Modal>
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
