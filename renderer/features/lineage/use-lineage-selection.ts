import { hrefTo, navigate, useRoute } from "#renderer/navigation/route.ts";
import { toCandidateId } from "./lineage-node.ts";

/** What is selected, kept in the address: a link to it, and the back button, come for nothing. */
export type LineageSelection = {
  /** Pinned: the inspector shows it. */
  readonly first: string | null;
  readonly second: string | null;
  readonly isComparing: boolean;
  readonly pick: (id: string, isSecond: boolean) => void;
  readonly clearSecond: () => void;
  readonly clear: () => void;
  readonly compare: (from: string, to: string) => void;
  readonly closeCompare: () => void;
};

const VIEW = "lineage";

type Known = { readonly byId: ReadonlyMap<string, unknown>; readonly head: string };

/** `lineage`: null until it is read; until then the address is taken at its word. */
export function useLineageSelection(lineage: Known | null): LineageSelection {
  const { parts, query } = useRoute();
  const first = resolve(parts[0], lineage);
  const second = resolve(query["with"], lineage);
  const go = (to: string | null, more: Readonly<Record<string, string | undefined>> = {}): void =>
    navigate(hrefTo(VIEW, to === null ? [] : [to], more));
  return {
    first,
    second,
    isComparing: query["show"] === "diff" && first !== null && second !== null,
    pick: (id, isSecond) => {
      if (isSecond && first !== null && first !== id) go(first, { with: id });
      else go(id);
    },
    clearSecond: () => go(first),
    clear: () => go(null),
    compare: (from, to) => go(to, { with: from, show: "diff" }),
    closeCompare: () => go(first, { with: second ?? undefined }),
  };
}

/**
 * The node that an address names: by `head`, by its id or the beginning of one, or by a proposal's own id. One that is not
 * there is given back as it was written, and the inspector says that there is no such.
 */
function resolve(written: string | undefined, lineage: Known | null): string | null {
  if (written === undefined || written === "") return null;
  if (lineage === null || lineage.byId.has(written)) return written;
  if (written === "head") return lineage.head;
  if (lineage.byId.has(toCandidateId(written))) return toCandidateId(written);
  for (const id of lineage.byId.keys()) if (id.startsWith(written)) return id;
  return written;
}
