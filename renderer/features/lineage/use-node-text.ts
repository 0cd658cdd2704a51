import { useMemo } from "react";
import type { CommitDocument } from "#core/contract/shapes.ts";
import { useAppState } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { useCommit } from "#renderer/store/use-commit.ts";
import { lineageStrings } from "#renderer/strings/lineage.ts";
import type { LineageNode } from "./lineage-node.ts";
import { tellApart } from "./tell-apart.ts";

export type NodeText = {
  readonly message: string;
  readonly at: string;
  readonly author: string | null;
  /** How many resources it changes; null where that is not said of its kind. */
  readonly changes: number | null;
};

/** What is written at a node; null while the text of a commit is on its way. */
export function useNodeText(node: LineageNode | undefined): NodeText | null {
  const commit = useCommit(node?.kind === "commit" ? node.id : null);
  return node === undefined ? null : textOf(node, commit);
}

function textOf(node: LineageNode, commit: CommitDocument | undefined): NodeText | null {
  switch (node.kind) {
    case "commit": {
      if (commit === undefined) return null;
      const { message, at, author, changes } = commit;
      return { message, at, author: author.name, changes: changes.length };
    }
    case "candidate": {
      const { summary, createdAt, author } = node.proposal;
      return { message: summary, at: createdAt, author: author.name, changes: null };
    }
    case "fold": {
      const { candidates } = node;
      const message = lineageStrings.folded(candidates.length);
      return { message, at: candidates.at(-1)?.createdAt ?? "", author: null, changes: null };
    }
  }
}

/** So many neighbours on either side must not read alike. */
const NEAR = 24;

const commitsOf = (state: AppState) => state.commits;

/** The text of a node's card: what differs first, where a neighbour's begins with the same sentences; null as above. */
export function useCardText(nodes: readonly LineageNode[], node: LineageNode): string | null {
  const text = useNodeText(node);
  const commits = useAppState(commitsOf);
  return useMemo(() => {
    if (text === null) return null;
    const near = nodes.slice(Math.max(0, node.place - NEAR), node.place + NEAR + 1);
    const messages = near.flatMap((each) => textOf(each, commits.get(each.id))?.message ?? []);
    return tellApart(messages).get(text.message) ?? text.message;
    // eslint-disable-next-line react/exhaustive-deps -- A text is what it says; its object is made at each render.
  }, [nodes, node, text?.message, commits]);
}
