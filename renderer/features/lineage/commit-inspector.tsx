import { Button } from "@mantine/core";
import { Keys } from "#renderer/navigation/keys.tsx";
import { hrefTo } from "#renderer/navigation/route.ts";
import type { CommitDocument } from "#core/contract/shapes.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { useCommit } from "#renderer/store/use-commit.ts";
import { registryQuery } from "#renderer/store/shared-queries.ts";
import { MeasureButton } from "#renderer/measure/measure-button.tsx";
import { measureStrings } from "#renderer/strings/measure.ts";
import { branchStrings } from "#renderer/strings/branches.ts";
import { lineageStrings } from "#renderer/strings/lineage.ts";
import { tagStrings } from "#renderer/strings/tags.ts";
import type { AskedTag } from "./tag-dialog.tsx";
import { CommitId } from "#renderer/ui/commit-id.tsx";
import { formatEstimate, formatPlural } from "#renderer/text/format.ts";
import { LoadingState, Ready } from "#renderer/ui/states.tsx";
import { When } from "#renderer/ui/when.tsx";
import { CommitEvidence } from "./commit-evidence.tsx";
import { findComparison } from "./find-comparison.ts";
import { Fact, Message } from "./inspector-parts.tsx";
import { CommitTags } from "./commit-tags.tsx";
import type { CommitNode } from "./lineage-node.ts";
import { NodeRole } from "./node-role.tsx";
import type { Lineage } from "./lineage.ts";
import type { LineageSelection } from "./use-lineage-selection.ts";

type CommitInspectorProps = {
  readonly node: CommitNode;
  readonly lineage: Lineage;
  readonly selection: LineageSelection;
  readonly onRestore: (commit: string) => void;
  readonly onBranch: (commit: string) => void;
  /** A tag that is at it, or null for another one that is to come here. */
  readonly onTag: (asked: AskedTag) => void;
};

/** Of a commit of which only the shape is known yet, the skeleton of a page. */
export function CommitInspector(props: CommitInspectorProps) {
  const commit = useCommit(props.node.id);
  return commit === undefined ? <LoadingState /> : <CommitFacts {...props} commit={commit} />;
}

type CommitFactsProps = CommitInspectorProps & { readonly commit: CommitDocument };

function CommitFacts({ node, commit, lineage, selection, onRestore, onBranch, onTag }: CommitFactsProps) {
  const { outcome } = node;
  return (
    <div className="inspector">
      <div className="inspector-head">
        <CommitId id={commit.id} canCopy />
        {node.isHead ? <span className="lineage-flag lineage-flag-head">{lineageStrings.head}</span> : null}
        {node.isBest ? <span className="lineage-flag">{lineageStrings.best}</span> : null}
        <NodeRole node={node} />
      </div>
      <Message text={commit.message} />
      <div className="inspector-by">
        {commit.author.name} · {lineageStrings.authors[commit.author.kind]} · <When at={commit.at} />
      </div>
      {outcome === null ? null : (
        <div className="number inspector-score">
          {formatEstimate(outcome.accuracy, outcome.interval, outcome.n)}
        </div>
      )}
      {commit.proposal === undefined ? null : <CommitEvidence proposal={commit.proposal} />}
      <div className="inspector-buttons">
        <CompareButton node={node} lineage={lineage} selection={selection} />
        <Button
          disabled={node.isHead}
          title={node.isHead ? lineageStrings.isHead : lineageStrings.restoreWords}
          rightSection={<Keys of="lineage-restore" />}
          onClick={() => onRestore(commit.id)}
        >
          {lineageStrings.restore}
        </Button>
        <MeasureButton label={measureStrings.measure} start={{ at: commit.id }} />
        <Button
          title={branchStrings.create}
          rightSection={<Keys of="lineage-branch" />}
          onClick={() => onBranch(commit.id)}
        >
          {branchStrings.createShort}
        </Button>
        <Button
          title={tagStrings.open}
          rightSection={<Keys of="lineage-tag" />}
          onClick={() => onTag({ commit: commit.id, removed: null })}
        >
          {tagStrings.openShort}
        </Button>
      </div>
      <Facts node={node} commit={commit} lineage={lineage} onTag={onTag} />
    </div>
  );
}

type FactsProps = Pick<CommitFactsProps, "node" | "commit" | "lineage" | "onTag">;

function Facts({ node, commit, lineage, onTag }: FactsProps) {
  const { queries } = useApp();
  const query = registryQuery(commit.id);
  const contents = useQuery(query);
  return (
    <dl className="inspector-facts">
      {node.tags.length === 0 ? null : (
        <Fact name={tagStrings.tags}>
          <CommitTags tags={node.tags} onTag={onTag} />
        </Fact>
      )}
      <Fact name={lineageStrings.changes}>
        {commit.changes.map((change) => (
          <ChangeRow
            key={change.resource}
            change={change}
            commit={commit.id}
            isFirst={node.role === "seed"}
          />
        ))}
      </Fact>
      <Fact name={lineageStrings.contents}>
        <Ready of={contents} rows={1} onRetry={() => queries.retry(query.key)}>
          {({ length }) => (
            <a className="link" href={hrefTo("resources", [], { at: commit.id })}>
              {node.role === "seed"
                ? lineageStrings.contentsFirst(length)
                : lineageStrings.contentsCount(length, commit.changes.length)}
            </a>
          )}
        </Ready>
      </Fact>
      <Fact name={lineageStrings.since}>{describeSince(lineage, node)}</Fact>
    </dl>
  );
}

function CompareButton({
  node,
  lineage,
  selection,
}: Omit<CommitInspectorProps, "onRestore" | "onBranch" | "onTag">) {
  const { second } = selection;
  const pair = findComparison(lineage, node.id, second);
  const title =
    second === null && node.isHead ? lineageStrings.compareWithParent : lineageStrings.compareWithHead;
  return (
    <Button
      disabled={pair === null || selection.isComparing}
      title={pair === null ? whyNot(second) : second === null ? title : lineageStrings.compareTwo}
      rightSection={<Keys of="lineage-compare" />}
      onClick={() => {
        if (pair !== null) selection.compare(pair.from, pair.to);
      }}
    >
      {lineageStrings.compare}
    </Button>
  );
}

/** Why there is nothing to compare: the other is a candidate, or there is none. */
function whyNot(second: string | null): string {
  return second === null ? lineageStrings.noOtherVersion : lineageStrings.candidateCompare;
}

type ChangeRowProps = {
  readonly change: CommitDocument["changes"][number];
  readonly commit: string;
  readonly isFirst: boolean;
};

function ChangeRow({ change, commit, isFirst }: ChangeRowProps) {
  const { resource, from, label, lifecycle } = change;
  return (
    <div className="inspector-change">
      <a className="mono link truncate" href={hrefTo("resources", resource.split("/"), { at: commit })}>
        {resource}
      </a>
      <span className="number soft">
        {from === null && !isFirst ? `${lineageStrings.newResource} ` : ""}
        {lifecycle === "archived" ? lineageStrings.archivedTo : label}
      </span>
    </div>
  );
}

/** How far the history has gone on from here. */
function describeSince({ layout: { columnOf }, nodes }: Lineage, node: CommitNode): string {
  if (node.isHead) return lineageStrings.sinceNone;
  const column = columnOf[node.place] ?? 0;
  const later = nodes.filter(
    ({ place, kind }) => kind === "commit" && (columnOf[place] ?? 0) > column,
  ).length;
  return lineageStrings.sinceCommits(formatPlural(later, lineageStrings.commit));
}
