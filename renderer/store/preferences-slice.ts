import type { StateCreator } from "zustand/vanilla";
import { z } from "zod";
import type { PreferenceKeep } from "#renderer/transport/preference-keep.ts";

/** The window's own looks. Nothing of the workspace is among them. */
const preferencesSchema = z.object({
  scheme: z.enum(["light", "dark", "auto"]).default("auto"),
  isRailOpen: z.boolean().default(false),
  /** Single letters act in the focused pane. */
  hasLetterKeys: z.boolean().default(true),
  /** Widths of panes in CSS pixels, by the pane's id. */
  widths: z.record(z.string(), z.number()).default({}),
  /** Which figures the charts of scores show, by dataset and model; null: those of most commits. */
  series: z.string().nullable().default(null),
  showsRejected: z.boolean().default(true),
});
export type Preferences = Readonly<z.infer<typeof preferencesSchema>>;

export type PreferencesSlice = {
  readonly preferences: Preferences;
  readonly setPreferences: (change: Partial<Preferences>) => void;
};

export const createPreferencesSlice =
  (keep: PreferenceKeep): StateCreator<PreferencesSlice> =>
  (set, get) => ({
    preferences: readPreferences(keep.read()),
    setPreferences: (change) => {
      const preferences = { ...get().preferences, ...change };
      keep.write(JSON.stringify(preferences));
      set({ preferences });
    },
  });

/** Kept text of an older or a broken window falls back to the defaults. */
function readPreferences(text: string | null): Preferences {
  try {
    return preferencesSchema.parse(JSON.parse(text ?? "{}"));
  } catch {
    return preferencesSchema.parse({});
  }
}
