import { Kbd } from "@mantine/core";
import { useAppState } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { toKeyCaps } from "./key-combos.ts";
import { IS_MAC } from "./use-key-handler.ts";

/**
 * The keys of a command that is offered, as key caps; nothing while it is not. Keys are written once, at their command, so
 * that what a button shows is what does the same.
 */
export function Keys({ of }: { readonly of: string }) {
  const keys = useAppState((state) => findKeys(state, of));
  return keys === undefined ? null : <KeyCaps keys={keys} />;
}

function findKeys({ commands }: AppState, id: string): string | undefined {
  for (const offered of Object.values(commands)) {
    const keys = offered.find((command) => command.id === id)?.keys;
    if (keys !== undefined) return keys;
  }
  return undefined;
}

/** A key combination of a command as key caps, where commands are listed. */
export function KeyCaps({ keys }: { readonly keys: string }) {
  return (
    <span className="keys">
      {toKeyCaps(keys, IS_MAC).map((cap) => (
        <Kbd key={cap}>{cap}</Kbd>
      ))}
    </span>
  );
}
