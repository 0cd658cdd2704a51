import type { PreferenceKeep } from "./preference-keep.ts";

const NAME = "autogenesis_looks";

/** Preferences of the desktop's window: its origin is always the same, and its scheme has no cookies to rely on. */
/* eslint-disable no-restricted-globals -- Only the window's looks are in it, which are no matter of core's. */
export const storedPreferences: PreferenceKeep = {
  read: () => localStorage.getItem(NAME),
  write: (text) => localStorage.setItem(NAME, text),
};
