import { expect, it } from "vitest";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { packSkeleton, type HistorySkeleton } from "#core/domain/history-skeleton.ts";
import { skeletonQuery } from "#renderer/store/skeleton-query.ts";

/** A line of so many commits; `name` begins their ids. */
function lineOf(count: number, name: string): HistorySkeleton {
  const ids = Array.from({ length: count }, (_, at) => `${name}${at.toString(16)}`.padEnd(64, "0"));
  return {
    ids,
    parents: Int32Array.from(ids, (_, at) => at - 1),
    merges: new Int32Array(),
    sources: Int32Array.from(ids, (_, at) => at),
    marks: new Uint8Array(count),
  };
}

type Known = { readonly known?: { readonly head: string; readonly count: number } };

/** A host with this history, which sends what is on top of what is known, as the real one does. */
function hostOf(history: HistorySkeleton) {
  const sent: number[] = [];
  const skeleton = async ({ known }: Known): Promise<Blob> => {
    const isOnTop = known !== undefined && history.ids[known.count - 1] === known.head;
    const from = isOnTop ? known.count : 0;
    sent.push(history.ids.length - from);
    return await Promise.resolve(new Blob([packSkeleton(history, from)]));
  };
  const client = { history: { skeleton } } as unknown as WorkspaceClient; // The one question that it asks.
  return { client, sent };
}

it.each([
  ["nothing is known", undefined, 5, [5]],
  ["some of it is known", lineOf(3, "a"), 5, [2]],
  ["another history is known, as after a switch of branches", lineOf(4, "b"), 5, [5]],
  ["more is known than there is, as after a change of heads", lineOf(9, "a"), 5, [5]],
])("[W4] the shape is read where %s", async (_case, known, count, wanted) => {
  const { client, sent } = hostOf(lineOf(count, "a"));
  expect(await skeletonQuery.read(client, known)).toMatchObject(lineOf(count, "a"));
  expect(sent).toEqual(wanted);
});

it("[W4] where nothing came on top the very same is the answer, so that nothing is drawn anew", async () => {
  const known = lineOf(5, "a");
  const { client, sent } = hostOf(lineOf(5, "a"));
  expect(await skeletonQuery.read(client, known)).toBe(known);
  expect(sent).toEqual([0]);
});
