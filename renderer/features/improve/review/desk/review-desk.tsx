import { useMemo } from "react";
import { assertDefined } from "#core/base/assert.ts";
import { inOrder, type ProposalGroups } from "#renderer/features/improve/common/group-proposals.ts";
import {
  maybeSessionQuery,
  resourcesAtQuery,
  type ProposalRow,
  type Session,
} from "#renderer/features/improve/common/improve-queries.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { isUnblocked } from "#core/domain/hold-up.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import {
  branchesQuery,
  proposalQuery,
  type Branches,
  type Proposal,
  type Resource,
} from "#renderer/store/shared-queries.ts";
import { Ready } from "#renderer/ui/states.tsx";
import { DeskBody } from "./desk-body.tsx";
import { findParts } from "#renderer/features/improve/review/choice/parts.ts";
import type { HeldUp } from "#renderer/features/improve/review/decision/use-after-decision.ts";

type ReviewDeskProps = { readonly id: string; readonly groups: ProposalGroups };

/** One proposal: what it changes beside what it is worth, and what to do about it. */
export function ReviewDesk({ id, groups }: ReviewDeskProps) {
  const { queries } = useApp();
  const query = proposalQuery(id);
  const proposal = useQuery(query);
  return (
    <Ready of={proposal} onRetry={() => queries.retry(query.key)}>
      {(found) => <WithBases key={found.id} proposal={found} groups={groups} />}
    </Ready>
  );
}

type WithBasesProps = { readonly proposal: Proposal; readonly groups: ProposalGroups };

function WithBases({ proposal, groups }: WithBasesProps) {
  const { queries } = useApp();
  const branches = useQuery(branchesQuery);
  if (proposal.obstacle === null) {
    return <OnBase at={proposal.base} proposal={proposal} groups={groups} />;
  }
  // Where the head of its branch changed the same places, only the difference from that says what it would do now [L15].
  return (
    <Ready of={branches} onRetry={() => queries.retry(branchesQuery.key)}>
      {(known) => <OnBase at={headOf(known, proposal)} proposal={proposal} groups={groups} />}
    </Ready>
  );
}

function headOf(branches: Branches, { branch }: Proposal): string {
  return assertDefined(
    branches.find(({ name }) => name === branch),
    `branch ${branch}`,
  ).head;
}

type OnBaseProps = WithBasesProps & { readonly at: string };

function OnBase({ at, proposal, groups }: OnBaseProps) {
  const { queries } = useApp();
  const query = resourcesAtQuery(resourcesBefore(proposal), at);
  const bases = useQuery(query);
  return (
    <Ready of={bases} onRetry={() => queries.retry(query.key)}>
      {(found) => <WithSession proposal={proposal} bases={found} groups={groups} />}
    </Ready>
  );
}

/** What it brings in is in no commit yet. */
function resourcesBefore({ resources, steps }: Proposal): Proposal["resources"] {
  const isNew = (key: ResourceKey): boolean =>
    steps.some(({ resource, from }) => resource === key && from === null);
  return resources.filter((key) => !isNew(key));
}

type WithSessionProps = WithBasesProps & { readonly bases: readonly Resource[] };

function WithSession({ proposal, bases, groups }: WithSessionProps) {
  const session = useQuery(maybeSessionQuery(proposal.session)).data;
  const { changes, steps } = proposal;
  const parts = useMemo(() => findParts({ changes, steps }, bases), [changes, steps, bases]);
  const rows = inOrder(groups);
  return (
    <DeskBody
      proposal={proposal}
      parts={parts}
      bases={bases}
      rows={rows}
      holdsUp={findHeldUp(session ?? null, proposal, rows)}
    />
  );
}

/** The session that waits for this decision and for no other, besides the one it was made from. */
function findHeldUp(
  session: Session | null,
  { id, origin }: Proposal,
  rows: readonly ProposalRow[],
): HeldUp | null {
  if (session === null) return null;
  const others = rows.filter((row) => row.session === session.session && row.id !== id && row.id !== origin);
  if (!isUnblocked(session, others)) return null;
  const isOriginOpen = rows.some((row) => row.id === origin && row.status === "waiting");
  return { session: session.session, origin: isOriginOpen ? origin : null };
}
