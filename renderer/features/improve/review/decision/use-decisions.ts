import { describeChip } from "#core/domain/proposal.ts";
import { navigate } from "#renderer/navigation/route.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { hrefToProposal } from "#renderer/features/improve/common/improve-route.ts";
import type { Proposal } from "#renderer/store/shared-queries.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";
import type { Value } from "#renderer/features/improve/review/choice/parts.ts";
import { DECIDED, useAfterDecision, type HeldUp } from "./use-after-decision.ts";
import { toastDecision } from "./toast-decision.tsx";
import { useAssessing, type AssessingByHand } from "./use-assessing.ts";
import { useOneAtATime } from "./use-one-at-a-time.ts";
import type { Composer } from "#renderer/features/improve/review/choice/use-desk.ts";

type Reason = Pick<Composer, "text" | "chips">;

/** Everything a person can do about a proposal. Each answers whether it was done; what was refused is shown. */
export type Decisions = AssessingByHand & {
  /** One of them is not over: the others do nothing. */
  readonly isBusy: boolean;
  readonly approve: (override?: string) => Promise<boolean>;
  readonly refuse: (kind: "reject" | "send-back", reason: Reason) => Promise<boolean>;
  readonly defer: () => Promise<boolean>;
  readonly reopen: () => Promise<boolean>;
  /** Makes a proposal of these values and goes to it. */
  readonly derive: (values: readonly Value[], summary: string) => Promise<boolean>;
};

/** `holdsUp`: what goes on once this proposal is decided; null where nothing waits for it. */
export function useDecisions(proposal: Proposal, holdsUp: HeldUp | null): Decisions {
  const { id } = proposal;
  const act = useAct();
  const { isBusy, run } = useOneAtATime(proposal);
  const assessing = useAssessing(id);
  const { goOn, holdBack, undo } = useAfterDecision(proposal, holdsUp);
  // Refusing a variant leaves the one it was made from to be decided.
  const isFreed = holdsUp !== null && holdsUp.origin === null;
  /** Does it, shows a refusal, answers what came of it. */
  const attempt = async <T>(ask: (client: WorkspaceClient) => Promise<T>): Promise<T | null> => {
    const done = await act(ask, DECIDED);
    if (done.ok) return done.value;
    toastProblem(done.error);
    return null;
  };
  const decide = async <T>(ask: (client: WorkspaceClient) => Promise<T>): Promise<T | null> =>
    await run(async () => await attempt(ask));
  return {
    isBusy,
    approve: async (override) => {
      const input = { id, goesOn: true, ...(override === undefined ? {} : { override }) };
      const done = await decide(async (client) => await client.proposals.approve(input));
      if (done === null) return false;
      const commit = done.commit ?? done.head;
      toastDecision({
        message: wordApproved(id, holdsUp),
        goesOn: holdsUp?.session ?? null,
        action: { label: uiStrings.undo, run: () => void undo(commit) },
        onGoOn: () => void goOn(),
      });
      return true;
    },
    refuse: async (kind, reason) => {
      const input = { id, goesOn: true, reason: wordReason(reason), chips: [...reason.chips] };
      const done = await decide(
        async ({ proposals }) =>
          await (kind === "reject" ? proposals.reject(input) : proposals.sendBack(input)),
      );
      if (done === null) return false;
      toastDecision({
        message: kind === "reject" ? reviewStrings.rejected(id) : reviewStrings.sentBack(id),
        goesOn: isFreed ? holdsUp.session : null,
        // The refusal stands; only what follows from it is held back.
        ...(isFreed
          ? { action: { label: reviewStrings.hold(holdsUp.session), run: () => void holdBack() } }
          : {}),
        onGoOn: () => void goOn(),
      });
      return true;
    },
    defer: async () => {
      const done = await decide(async (client) => await client.proposals.defer({ id, goesOn: true }));
      if (done === null) return false;
      toastDecision({
        message: reviewStrings.deferred(id),
        goesOn: isFreed ? holdsUp.session : null,
        action: {
          label: uiStrings.undo,
          run: () => void attempt(async (client) => await client.proposals.reopen({ id })),
        },
        onGoOn: () => void goOn(),
      });
      return true;
    },
    reopen: async () => {
      const done = await decide(async (client) => await client.proposals.reopen({ id }));
      if (done !== null) toastDone(reviewStrings.reopened(id));
      return done !== null;
    },
    ...assessing,
    derive: async (values, summary) => {
      const input = { id, summary, values: [...values] };
      const made = await decide(async (client) => await client.proposals.derive(input));
      if (made === null) return false;
      navigate(hrefToProposal(made.id));
      return true;
    },
  };
}

/** The words, or where there are none the chips: a refusal without any reason teaches nobody. */
function wordReason({ text, chips }: Reason): string {
  return text.trim() === "" ? chips.map((chip) => describeChip(chip)).join(", ") : text.trim();
}

function wordApproved(id: string, holdsUp: HeldUp | null): string {
  const origin = holdsUp?.origin ?? null;
  return origin === null ? reviewStrings.approved(id) : reviewStrings.approvedInstead(id, origin);
}
