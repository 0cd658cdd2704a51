import { useEffect } from "react";
import type { CommitDocument } from "#core/contract/shapes.ts";
import { useApp, useAppState } from "./app-context.ts";

/** The text of a commit, read when it is looked at first; undefined until it is there, and for no commit. */
export function useCommit(id: string | null): CommitDocument | undefined {
  const { commits } = useApp();
  const found = useAppState((state) => (id === null ? undefined : state.commits.get(id)));
  useEffect(() => {
    if (id !== null && found === undefined) commits.want([id]);
  }, [commits, id, found]);
  return found;
}
