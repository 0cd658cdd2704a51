import { useEffect, useRef } from "react";
import { useApp } from "#renderer/store/app-context.ts";
import type { Command } from "#renderer/store/command-slice.ts";

/**
 * Offers commands while the component is on screen: in the palette, on the key sheet, and by their keys. `owner` names the
 * set; it is put in place anew when what people can see of it changes.
 */
export function useCommands(owner: string, commands: readonly Command[]): void {
  const { store } = useApp();
  // New closures each render would put the set in place at each render; the effect below keeps the newest ones.
  const face = JSON.stringify(commands.map(({ run: _run, ...shown }) => shown));
  const newest = useRef(commands);
  useEffect(() => {
    newest.current = commands;
  });
  useEffect(() => {
    const offered = newest.current.map(({ run: _run, ...shown }, at): Command => ({
      ...shown,
      run: () => newest.current[at]?.run(),
    }));
    const withdraw = store.getState().offer(owner, offered);
    return () => {
      withdraw();
    };
  }, [store, owner, face]);
}
