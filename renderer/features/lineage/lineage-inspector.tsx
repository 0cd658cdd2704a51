import { Button } from "@mantine/core";
import { hrefTo } from "#renderer/navigation/route.ts";
import { lineageStrings } from "#renderer/strings/lineage.ts";
import { formatHeadline } from "#renderer/ui/headline.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { EmptyState, LoadingState } from "#renderer/ui/states.tsx";
import { When } from "#renderer/ui/when.tsx";
import { CommitInspector } from "./commit-inspector.tsx";
import { Fact, Message } from "./inspector-parts.tsx";
import type { CandidateNode, FoldNode } from "./lineage-node.ts";
import { NodeRole } from "./node-role.tsx";
import { ProposalLink } from "./proposal-link.tsx";
import type { AskedTag } from "./tag-dialog.tsx";
import type { Lineage } from "./lineage.ts";
import type { LineageSelection } from "./use-lineage-selection.ts";
import "./inspector.css";
import { ShownText } from "#renderer/ui/shown-text.tsx";

type LineageInspectorProps = {
  readonly lineage: Lineage | null;
  /** Whether the newest reading of the history failed. */
  readonly hasFailed: boolean;
  readonly selection: LineageSelection;
  readonly onRestore: (commit: string) => void;
  readonly onBranch: (commit: string) => void;
  readonly onTag: (asked: AskedTag) => void;
  readonly onUnfold: (base: string) => void;
};

/** What is pinned: everything that is known of it, each part a way to go on. */
export function LineageInspector(props: LineageInspectorProps) {
  return (
    <Pane id="lineage-inspector" title={lineageStrings.inspector}>
      <InspectorBody {...props} />
    </Pane>
  );
}

function InspectorBody(props: LineageInspectorProps) {
  const { lineage, hasFailed, selection, onRestore, onBranch, onTag, onUnfold } = props;
  const { first } = selection;
  if (lineage === null) {
    if (!hasFailed) return <LoadingState rows={3} />;
    return (
      <EmptyState title={lineageStrings.inspectorUnread}>{lineageStrings.inspectorUnreadText}</EmptyState>
    );
  }
  if (first === null) {
    return <EmptyState title={lineageStrings.inspectorEmpty}>{lineageStrings.inspectorEmptyText}</EmptyState>;
  }
  const node = lineage.byId.get(first);
  if (node === undefined) {
    return (
      <EmptyState
        title={lineageStrings.unknownCommit}
        action={
          <Button component="a" href={hrefTo("lineage", [lineage.head])}>
            {lineageStrings.goToHead}
          </Button>
        }
      >
        {lineageStrings.unknownCommitText}
      </EmptyState>
    );
  }
  switch (node.kind) {
    case "commit":
      return (
        <CommitInspector
          node={node}
          lineage={lineage}
          selection={selection}
          onRestore={onRestore}
          onBranch={onBranch}
          onTag={onTag}
        />
      );
    case "candidate":
      return <CandidateInspector node={node} />;
    case "fold":
      return <FoldInspector node={node} onUnfold={onUnfold} />;
  }
}

function CandidateInspector({ node }: { readonly node: CandidateNode }) {
  const { proposal } = node;
  const { effect, resources, author, session } = proposal;
  return (
    <div className="inspector">
      <div className="inspector-head">
        <NodeRole node={node} />
        <span className="faint">{lineageStrings.notLive}</span>
      </div>
      <Message text={proposal.summary} />
      <div className="inspector-by">
        {author.name}
        {session === null ? "" : ` · ${lineageStrings.session(session)}`} · <When at={proposal.createdAt} />
      </div>
      {effect === null ? null : <div className="number">{formatHeadline(proposal)}</div>}
      <dl className="inspector-facts">
        <Fact name={lineageStrings.changes}>
          {resources.map((resource) => (
            <a key={resource} className="mono link" href={hrefTo("resources", resource.split("/"))}>
              {resource}
            </a>
          ))}
        </Fact>
        <Fact name={lineageStrings.why}>
          <ProposalLink id={proposal.id} />
        </Fact>
      </dl>
    </div>
  );
}

type FoldInspectorProps = { readonly node: FoldNode; readonly onUnfold: (base: string) => void };

function FoldInspector({ node, onUnfold }: FoldInspectorProps) {
  return (
    <div className="inspector">
      <div className="inspector-message">
        <ShownText text={lineageStrings.folded(node.candidates.length)} />
      </div>
      <ul className="inspector-candidates">
        {node.candidates.map(({ id, summary }) => (
          <li key={id}>
            <ProposalLink id={id} /> <ShownText text={summary} />
          </li>
        ))}
      </ul>
      <div className="inspector-buttons">
        <Button onClick={() => onUnfold(node.parent ?? "")}>{lineageStrings.unfold}</Button>
      </div>
    </div>
  );
}
