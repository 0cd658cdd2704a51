import { AppError } from "#core/base/app-error.ts";
import { tagsContract } from "#core/contract/tags.ts";
import { toRead, toWrite, type AppContext } from "#core/app/context.ts";
import { toTagMove } from "#core/app/documents/tag-move.ts";
import { listTagMoves, moveTag, type TagWish } from "#core/resources/tags.ts";
import type { WorkspaceStore } from "#core/store/store.ts";
import { commitNamed } from "./named-commit.ts";

const os = toWrite(tagsContract);
const reads = toRead(tagsContract);

export const tagsHandlers = {
  list: reads.list.handler(({ context: { store } }) => {
    const moves = listTagMoves(store);
    return store.refs.tags().map(({ name, commit }) => {
      const moved = moves.find((move) => move.name === name);
      return { name, commit, moved: moved === undefined ? null : toTagMove(moved) };
    });
  }),
  history: reads.history.handler(({ input, context: { store } }) =>
    listTagMoves(store, input?.name).map(toTagMove),
  ),
  set: os.set.handler(({ input: { name, commit, message, expected }, context }) => {
    const { store } = context;
    if (expected !== undefined) refuseElsewhere(store, name, expected);
    return move(context, { name, commit: commitNamed(store, commit), message });
  }),
  remove: os.remove.handler(({ input: { name, message, expected }, context }) => {
    if (expected !== undefined) refuseElsewhere(context.store, name, expected);
    return move(context, { name, commit: null, message });
  }),
};

function move({ store, caller, clock }: AppContext, wish: Omit<TagWish, "branch">) {
  const branch = store.headBranch.name();
  const head = store.headBranch.commit();
  const moved = moveTag(store, { ...wish, branch }, { author: caller, at: clock.now() });
  if (moved === null) {
    const { name: tag, commit } = wish;
    return { tag, from: commit, to: commit, head, operation: null, done: `Tag ${tag} is there already` };
  }
  const { name: tag, from, to, operation } = moved;
  return { tag, from, to, head, operation, done: tell(tag, { from, to }) };
}

function tell(
  tag: string,
  { from, to }: { readonly from: string | null; readonly to: string | null },
): string {
  if (to === null) return `Tag ${tag} is removed`;
  const place = `Tag ${tag} is at ${to.slice(0, 7)} now`;
  return from === null ? place : `${place}, and was at ${from.slice(0, 7)}`;
}

function refuseElsewhere(store: WorkspaceStore, name: string, expected: string | null): void {
  const found = store.refs.tags().find((tag) => tag.name === name)?.commit ?? null;
  if (found === expected) return;
  throw new AppError("head-moved", `Tag ${name} is elsewhere than when you looked.`, {
    hint: "Look at where it is now, then set it where you want it.",
  });
}
