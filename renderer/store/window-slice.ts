import type { StateCreator } from "zustand/vanilla";
import type { ConnectionState } from "#renderer/transport/transport.ts";

/** Overlays of the frame: at most one is open. */
export type Overlay =
  | "palette"
  | "keys"
  | "operations"
  | "undo"
  | "redo"
  | "licences"
  | "workspace-new"
  | "workspace-open"
  | "workspace-delete";

export type Arrival = { readonly href: string; readonly command: string };

export type GoneWorkspace = { readonly name: string; readonly isDefault: boolean };

export type WindowSlice = {
  readonly connection: ConnectionState;
  readonly setConnection: (connection: ConnectionState) => void;
  readonly overlay: Overlay | null;
  /** What the palette starts with: ">" commands, "@" resources, "#" commits. */
  readonly paletteQuery: string;
  /** Ids of what was run from the palette, newest first. */
  readonly recent: readonly string[];
  readonly remember: (id: string) => void;
  /** The branch on which a step is to be taken; null for the one that is shown. */
  readonly stepBranch: string | null;
  /** Set once the workspace that this window showed was deleted. */
  readonly goneWorkspace: GoneWorkspace | null;
  /** The command that a place was gone to for, which is run once the view there offers it. */
  readonly arrival: Arrival | null;
  readonly setArrival: (arrival: Arrival | null) => void;
  readonly openOverlay: (overlay: Overlay, paletteQuery?: string) => void;
  /** Asks before an operation of a branch is undone or redone. */
  readonly openStep: (step: "undo" | "redo", branch: string) => void;
  readonly closeOverlay: () => void;
};

const KEPT_RECENT = 5;

export const createWindowSlice: StateCreator<WindowSlice> = (set) => ({
  connection: "connecting",
  setConnection: (connection) => set({ connection }),
  overlay: null,
  paletteQuery: "",
  recent: [],
  remember: (id) =>
    set(({ recent }) => ({ recent: [id, ...recent.filter((one) => one !== id)].slice(0, KEPT_RECENT) })),
  stepBranch: null,
  openOverlay: (overlay, paletteQuery = "") => set({ overlay, paletteQuery, stepBranch: null }),
  openStep: (step, branch) => set({ overlay: step, stepBranch: branch }),
  goneWorkspace: null,
  arrival: null,
  setArrival: (arrival) => set({ arrival }),
  closeOverlay: () => set({ overlay: null }),
});
