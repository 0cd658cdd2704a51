import {
  extendSkeleton,
  unpackSkeleton,
  type HistorySkeleton,
  type UnpackedSkeleton,
} from "#core/domain/history-skeleton.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { Query } from "./queries.ts";

/**
 * The shape of head's whole history, oldest first. What came on top of the one that is known is all that is sent [W4].
 */
export const skeletonQuery: Query<HistorySkeleton> = {
  key: "history.skeleton",
  topics: ["history"],
  read: async (client, before) => {
    const head = before?.ids.at(-1);
    if (before === undefined || head === undefined) return await readWhole(client);
    const more = await unpack(client.history.skeleton({ known: { head, count: before.ids.length } }));
    // Nothing came on top: the very same, so that nothing is drawn anew.
    if (more.from === before.ids.length && more.ids.length === 0) return before;
    return extendSkeleton(before, more) ?? (await readWhole(client));
  },
};

async function readWhole(client: WorkspaceClient): Promise<HistorySkeleton> {
  return await unpack(client.history.skeleton({}));
}

async function unpack(answer: Promise<Blob>): Promise<UnpackedSkeleton> {
  return unpackSkeleton(await (await answer).arrayBuffer());
}
