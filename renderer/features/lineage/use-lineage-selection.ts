import { hrefTo, navigate, useRoute } from "#renderer/app/route.ts";
import { toCandidateId, toFoldId } from "./lineage-node.ts";

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

/** `ids`: the nodes there are; the address may hold the beginning of an id. */
export function useLineageSelection(ids: Iterable<string>): LineageSelection {
  const { parts, query } = useRoute();
  const first = resolve(parts[0], ids);
  const second = resolve(query["with"], ids);
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

/** The node whose id begins so, else what was asked for: the inspector then says that there is no such. */
function resolve(written: string | undefined, ids: Iterable<string>): string | null {
  if (written === undefined || written === "") return null;
  for (const id of ids) if (id === written) return id;
  for (const id of ids) {
    if (id.startsWith(written) || id === toCandidateId(written) || id === toFoldId(written)) return id;
  }
  return written;
}
