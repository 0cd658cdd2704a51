import type { MantineColorSchemeManager } from "@mantine/core";
import type { AppStore } from "#renderer/store/app-store.ts";

/** Mantine's colour scheme, kept among the window's preferences instead of in a place of its own. */
export function createSchemeManager(store: AppStore): MantineColorSchemeManager {
  let stop = (): void => undefined;
  return {
    get: () => store.getState().preferences.scheme,
    set: (scheme) => store.getState().setPreferences({ scheme }),
    subscribe: (onUpdate) => {
      stop = store.subscribe((state, before) => {
        if (state.preferences.scheme !== before.preferences.scheme) onUpdate(state.preferences.scheme);
      });
    },
    unsubscribe: () => stop(),
    clear: () => store.getState().setPreferences({ scheme: "auto" }),
  };
}
