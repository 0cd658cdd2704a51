import type { StateCreator } from "zustand/vanilla";
import type { ConnectionState } from "#renderer/transport/transport.ts";

/** Overlays of the frame: at most one is open. */
export type Overlay = "palette" | "keys" | "operations" | "undo";

export type WindowSlice = {
  readonly connection: ConnectionState;
  readonly setConnection: (connection: ConnectionState) => void;
  readonly overlay: Overlay | null;
  /** What the palette starts with: ">" commands, "@" resources, "#" commits. */
  readonly paletteQuery: string;
  readonly openOverlay: (overlay: Overlay, paletteQuery?: string) => void;
  readonly closeOverlay: () => void;
};

export const createWindowSlice: StateCreator<WindowSlice> = (set) => ({
  connection: "connecting",
  setConnection: (connection) => set({ connection }),
  overlay: null,
  paletteQuery: "",
  openOverlay: (overlay, paletteQuery = "") => set({ overlay, paletteQuery }),
  closeOverlay: () => set({ overlay: null }),
});
