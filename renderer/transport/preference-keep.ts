/** Where the window's looks are kept between visits, as a text that only their owner reads; how is the host's matter. */
export interface PreferenceKeep {
  readonly read: () => string | null;
  readonly write: (text: string) => void;
}
