import { Button } from "@mantine/core";
import { BranchTag } from "#renderer/navigation/branch-tag.tsx";
import { hrefTo } from "#renderer/navigation/route.ts";
import type { ProposalSummaryDocument } from "#core/contract/proposals.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";
import { useHasBranches } from "#renderer/store/use-branches.ts";
import { homeStrings } from "#renderer/strings/home.ts";
import { formatCount, formatPercent } from "#renderer/text/format.ts";
import { formatHeadline } from "#renderer/ui/headline.ts";
import { Mark, type Meaning } from "#renderer/ui/mark.tsx";
import { Pane } from "#renderer/ui/pane.tsx";
import { EmptyState } from "#renderer/ui/states.tsx";
import { When } from "#renderer/ui/when.tsx";
import type { Overview } from "./home-queries.ts";
import { listNeeds, type Need } from "./needs.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";

/** Everything that waits for the person, what matters most first; or that nothing does. */
export function NeedsList({ overview }: { readonly overview: Overview }) {
  const needs = listNeeds(overview.proposals, overview.sessions);
  const hasBranches = useHasBranches();
  const count = needs.length === 0 ? null : <span className="faint number">{formatCount(needs.length)}</span>;
  return (
    <Pane id="needs" title={homeStrings.needs} tools={count} className="home-needs">
      {needs.length === 0 ? (
        <EmptyState
          title={homeStrings.nothingWaits}
          action={
            <Button component="a" href={hrefTo("improve")}>
              {homeStrings.startSession}
            </Button>
          }
        >
          {homeStrings.nothingWaitsText}
        </EmptyState>
      ) : (
        <ol className={hasBranches ? "needs needs-branches" : "needs"}>
          {needs.map((need) => (
            <NeedRow key={keyOf(need)} need={need} />
          ))}
        </ol>
      )}
    </Pane>
  );
}

type RowParts = {
  readonly meaning: Meaning;
  readonly word: string;
  readonly name: string;
  readonly branch: string;
  readonly text: string;
  readonly figure: string;
  readonly at: string;
  readonly href: string;
  readonly action: string;
};

function NeedRow({ need }: { readonly need: Need }) {
  const { meaning, word, name, branch, text, figure, at, href, action } = toRow(need);
  return (
    <li className="need">
      <span className="need-state">
        <Mark meaning={meaning}>{word}</Mark>
      </span>
      <a className="need-name" href={href} data-row>
        {name}
      </a>
      <BranchTag branch={branch} />
      <span className="need-text truncate" dir="auto" title={showHiddenSigns(text)}>
        <ShownText text={text} />
      </span>
      <span className="number need-figure">{figure}</span>
      <span className="need-when faint">
        <When at={at} />
      </span>
      <span className="need-action" aria-hidden="true">
        {action} →
      </span>
    </li>
  );
}

function toRow(need: Need): RowParts {
  switch (need.kind) {
    case "proposal":
    case "stale":
      return proposalRow(need.proposal);
    case "failure":
    case "stop":
      return sessionRow(need.session);
    case "cap":
      return {
        ...sessionRow(need.session),
        meaning: "undecided",
        word: homeStrings.need.nearCap(homeStrings.caps[need.use.kind], formatPercent(need.use.share ?? 0)),
        text: "",
      };
  }
}

const VERDICT_MEANINGS = { accept: "good", reject: "bad", undecided: "undecided" } as const;

function proposalRow(proposal: ProposalSummaryDocument): RowParts {
  const { id, verdict, summary, isStale, obstacle, createdAt, branch } = proposal;
  const { need, verdicts } = homeStrings;
  return {
    meaning: isStale ? "stale" : verdict === null ? "waiting" : VERDICT_MEANINGS[verdict],
    word:
      obstacle !== null
        ? need.obstacle
        : isStale
          ? need.assessAgain
          : verdict === null
            ? need.unassessed
            : verdicts[verdict],
    name: need.proposal(id),
    branch,
    text:
      obstacle !== null
        ? `${summary} ${need.obstacleText}.`
        : isStale
          ? `${summary} ${need.stale}.`
          : summary,
    figure: formatHeadline(proposal),
    at: createdAt,
    href: hrefTo("improve", ["proposal", id]),
    action: need.decide,
  };
}

function sessionRow({ session, state, stopped, startedAt, branch }: SessionDocument): RowParts {
  const { need, stopped: words } = homeStrings;
  const by = state === "stopped" ? (stopped?.by ?? "error") : state;
  return {
    meaning: by === "error" ? "bad" : "undecided",
    word: words[by as keyof typeof words] ?? by,
    name: need.session(session),
    branch,
    text:
      state === "interrupted"
        ? need.interrupted
        : state === "waiting"
          ? need.decided
          : (stopped?.detail ?? ""),
    figure: "",
    at: startedAt,
    href: hrefTo("improve", ["session", session]),
    action: need.open,
  };
}

function keyOf(need: Need): string {
  if ("proposal" in need) return `proposal-${need.proposal.id}`;
  return `${need.kind}-${need.session.session}-${need.kind === "cap" ? need.use.kind : ""}`;
}
