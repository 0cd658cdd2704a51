import { Kbd } from "@mantine/core";
import { toKeyCaps } from "./key-combos.ts";
import { IS_MAC } from "./use-key-handler.ts";

/** A key combination as key caps. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className="keys">
      {toKeyCaps(keys, IS_MAC).map((cap) => (
        <Kbd key={cap}>{cap}</Kbd>
      ))}
    </span>
  );
}
