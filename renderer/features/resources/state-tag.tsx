import type { Lifecycle } from "#core/domain/lifecycle.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { Tag, type Meaning } from "#renderer/ui/mark.tsx";

const MEANINGS: Readonly<Record<Lifecycle, Meaning>> = {
  registered: "undecided",
  active: "neutral",
  deprecated: "stale",
  archived: "stale",
  failed: "bad",
};

/** Where a resource stands, wherever that is not the ordinary: being active needs no word. */
export function StateTag({ state }: { readonly state: Lifecycle }) {
  if (state === "active") return null;
  return <Tag meaning={MEANINGS[state]}>{resourceStrings.states[state]}</Tag>;
}
