import type { StateCreator } from "zustand/vanilla";

/** Something a person can do: one row of the palette, of the key sheet, and of what keys do. */
export type Command = {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  /**
   * "Mod+K", "Shift+/", a single letter "C", or two keys one after the other, "G H". They act only while focus is inside
   * `pane`, where that is given.
   */
  readonly keys?: string;
  /** More keys for the same; the first is the one that is shown. */
  readonly otherKeys?: readonly string[];
  /** The `data-pane` of the pane in which its keys act. */
  readonly pane?: string;
  /** What else it may be looked for by. */
  readonly words?: string;
  /** The id of a view's own command that does the same: the palette lists that one instead where it can be used. */
  readonly near?: string;
  /** Listed but not possible at this moment. */
  readonly isDisabled?: boolean;
  readonly run: () => void;
};

export type CommandSlice = {
  readonly commands: Readonly<Record<string, readonly Command[]>>;
  /** Puts the commands of one owner in place of its earlier ones; the answer takes them out. */
  readonly offer: (owner: string, commands: readonly Command[]) => () => void;
};

export const createCommandSlice: StateCreator<CommandSlice> = (set) => ({
  commands: {},
  offer: (owner, commands) => {
    set((state) => ({ commands: { ...state.commands, [owner]: commands } }));
    return () => {
      set((state) => {
        const { [owner]: _gone, ...rest } = state.commands;
        return { commands: rest };
      });
    };
  },
});
