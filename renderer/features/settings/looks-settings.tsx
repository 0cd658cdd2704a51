import { Button, SegmentedControl, Switch, useMantineColorScheme } from "@mantine/core";
import { useApp, useAppState } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";

const preferencesOf = (state: AppState) => state.preferences;

type Theme = keyof typeof settingsStrings.themes;

const THEMES = Object.keys(settingsStrings.themes) as readonly Theme[];

/** What belongs to this window and not to the workspace; it takes effect at once. */
export function LooksSettings() {
  const { store } = useApp();
  const { hasLetterKeys } = useAppState(preferencesOf);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <div className="looks">
      <div className="looks-row">
        <span>{settingsStrings.theme}</span>
        <SegmentedControl
          aria-label={settingsStrings.theme}
          value={colorScheme}
          data={THEMES.map((value) => ({ value, label: settingsStrings.themes[value] }))}
          onChange={(value) => setColorScheme(value)}
        />
      </div>
      <div className="looks-row">
        <span>{settingsStrings.keyboard}</span>
        <Button onClick={() => store.getState().openOverlay("keys")}>{settingsStrings.showKeys}</Button>
      </div>
      <Switch
        size="xs"
        checked={hasLetterKeys}
        label={settingsStrings.letterKeys}
        onChange={(event) => store.getState().setPreferences({ hasLetterKeys: event.currentTarget.checked })}
      />
    </div>
  );
}
