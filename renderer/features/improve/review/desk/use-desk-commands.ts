import { navigate } from "#renderer/navigation/route.ts";
import { useCommands } from "#renderer/navigation/use-commands.ts";
import type { ProposalRow } from "#renderer/features/improve/common/improve-queries.ts";
import { hrefToProposal } from "#renderer/features/improve/common/improve-route.ts";
import type { Command } from "#renderer/store/command-slice.ts";
import { improveStrings } from "#renderer/strings/improve.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { confirmComposer } from "#renderer/features/improve/review/decision/confirm-composer.ts";
import { mayEdit, mayRefuse, mayReject } from "#renderer/features/improve/review/choice/next-step.ts";
import type { Decisions } from "#renderer/features/improve/review/decision/use-decisions.ts";
import { isChoosable, type Desk } from "#renderer/features/improve/review/choice/use-desk.ts";
import type { DiffLookChoice } from "#renderer/features/improve/review/diff/use-diff-look.ts";

type DeskCommands = {
  readonly desk: Desk;
  readonly decisions: Decisions;
  readonly rows: readonly ProposalRow[];
  readonly look: DiffLookChoice;
};

/** The keys of the desk. They act while focus is in the view, and none of them while a text is being written. */
export function useDeskCommands(parts: DeskCommands): void {
  const { desk } = parts;
  const isReading = desk.edits === null && desk.composer === null;
  const near = { group: improveStrings.groupReview, pane: "improve" } as const;
  const commands = [...movements(parts), ...decisionsOf(parts)].map((command): Command => ({
    ...command,
    ...near,
    isDisabled: !isReading || command.isDisabled === true,
  }));
  useCommands("review", [
    ...commands,
    {
      id: "review-confirm",
      title: reviewStrings.confirmKey,
      group: near.group,
      keys: "Mod+Enter",
      pane: "review-composer",
      isDisabled: desk.composer === null,
      run: () => void confirmComposer(desk, parts.decisions),
    },
    {
      id: "review-layout",
      title: reviewStrings.toggleLayout,
      group: near.group,
      keys: "Mod+B",
      run: () => parts.look.set({ isSideBySide: !parts.look.isSideBySide }),
    },
  ]);
}

type Bare = Omit<Command, "group" | "pane">;

function movements({ desk, rows }: DeskCommands): readonly Bare[] {
  const at = rows.findIndex(({ id }) => id === desk.proposal.id);
  const go = (by: number): void => {
    const next = rows[at + by];
    if (next !== undefined) navigate(hrefToProposal(next.id), { replace: true });
  };
  return [
    { id: "review-next", title: reviewStrings.next, keys: "J", run: () => go(1) },
    { id: "review-previous", title: reviewStrings.previous, keys: "K", run: () => go(-1) },
    { id: "review-next-hunk", title: reviewStrings.nextHunk, keys: "N", run: () => desk.move(1) },
    { id: "review-previous-hunk", title: reviewStrings.previousHunk, keys: "P", run: () => desk.move(-1) },
    {
      id: "review-toggle-hunk",
      title: reviewStrings.toggleHunk,
      keys: "Space",
      isDisabled: desk.current === null || !isChoosable(desk),
      run: () => {
        if (desk.current !== null) desk.setTaken([desk.current], desk.refused.has(desk.current));
      },
    },
  ];
}

function decisionsOf({ desk, decisions }: DeskCommands): readonly Bare[] {
  const isOpen = mayRefuse(desk.proposal);
  return [
    {
      id: "review-approve",
      title: reviewStrings.approve,
      keys: "A",
      isDisabled: desk.step.kind !== "approve" && desk.step.kind !== "override",
      run: () => {
        if (desk.step.kind === "approve") void decisions.approve();
        else desk.compose("override");
      },
    },
    {
      id: "review-reject",
      title: reviewStrings.reject,
      keys: "X",
      isDisabled: !mayReject(desk.proposal),
      run: () => desk.compose("reject"),
    },
    {
      id: "review-comment",
      title: reviewStrings.commentKey,
      keys: "C",
      isDisabled: !isOpen,
      run: () => desk.compose("send-back"),
    },
    {
      id: "review-edit",
      title: reviewStrings.edit,
      keys: "E",
      isDisabled: !mayEdit(desk.proposal, desk.parts),
      run: desk.startEditing,
    },
    {
      id: "review-defer",
      title: reviewStrings.defer,
      isDisabled: !isOpen,
      run: () => void decisions.defer(),
    },
  ];
}
