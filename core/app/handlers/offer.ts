import { getAt, type Json } from "#core/base/json.ts";
import type { OfferedDocument } from "#core/contract/offer.ts";
import type { ResourceContent } from "#core/domain/content/content.ts";
import { diffJson, type Difference } from "#core/domain/json-diff.ts";
import { variablesOf } from "#core/domain/variable.ts";
import { leaveOffer, takeOffer } from "#core/app/built-ins/answer-offer.ts";
import { findOffer, type Offered } from "#core/app/built-ins/offer.ts";
import { toWrite, toRead } from "#core/app/context.ts";
import { offerContract } from "#core/contract/offer.ts";
import { toDone } from "./history.ts";
import { branchNamed } from "./named-commit.ts";

const os = toWrite(offerContract);
const reads = toRead(offerContract);

export const offerHandlers = {
  show: reads.show.handler(({ context: { store, builtIns } }) =>
    findOffer(store, builtIns(), store.headBranch.commit()).map(toDocument),
  ),
  take: os.take.handler(async ({ input: { branch, resources, message }, context }) =>
    toDone(await takeOffer(context, { branch: branchNamed(context.store, branch), resources, message })),
  ),
  leave: os.leave.handler(({ input: { branch, resources }, context }) => {
    const head = context.store.refs.headOf(branchNamed(context.store, branch));
    return { left: [...leaveOffer(context, head, resources)] };
  }),
};

function toDocument({ resource, standing, shipped, present, isLeft }: Offered): OfferedDocument {
  return {
    resource,
    standing,
    version: shipped.version,
    from: present?.version ?? null,
    description: shipped.resource.content.description,
    isLeft,
    changes: differencesOf(present?.resource ?? null, shipped.resource).map(({ path, before, after }) => ({
      path,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    })),
  };
}

/** Of a new one, what it says: its texts one by one are read, a whole document is not. */
function differencesOf(before: ResourceContent | null, after: ResourceContent): readonly Difference[] {
  const content = after.content as Json;
  if (before !== null) return diffJson(before.content as Json, content);
  return variablesOf(after).map(({ pointer }) => ({
    path: pointer,
    before: undefined,
    after: getAt(content, pointer),
  }));
}
