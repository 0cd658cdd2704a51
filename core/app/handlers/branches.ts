import { createBranch, refuseNoPerson } from "#core/resources/branches.ts";
import { toWrite, toRead } from "#core/app/context.ts";
import { branchesContract } from "#core/contract/branches.ts";
import { commitNamed } from "./named-commit.ts";

const os = toWrite(branchesContract);
const reads = toRead(branchesContract);

export const branchesHandlers = {
  list: reads.list.handler(({ context: { store, sessions } }) => {
    const shown = store.headBranch.name();
    const waiting = Map.groupBy(
      store.proposals.list().filter(({ status }) => status === "waiting"),
      ({ branch }) => branch,
    );
    return store.refs.branches().map(({ name, commit }) => ({
      name,
      head: commit,
      commits: store.commits.countUpTo(commit),
      isCurrent: name === shown,
      session: sessions.runningOn(name),
      waiting: waiting.get(name)?.length ?? 0,
    }));
  }),
  create: os.create.handler(({ input: { name, at }, context: { store, caller, clock } }) => {
    const commit = commitNamed(store, at);
    createBranch(store, { name, commit }, { author: caller, at: clock.now() });
    return { head: store.headBranch.commit(), done: `Branch ${name} begins at ${commit.slice(0, 7)}` };
  }),
  switch: os.switch.handler(({ input: { name }, context: { store, caller, clock } }) => {
    refuseNoPerson(caller, "chooses which branch is shown");
    const head = store.refs.headOf(name);
    const from = store.headBranch.name();
    if (from === name) return { head, done: `The workspace shows branch ${name} already` };
    const at = clock.now();
    store.durable(() => {
      store.headBranch.set(name);
      store.audit.append({ at, type: "switch", body: { branch: name, from, by: caller.name } });
      const body = { branch: name, from, commit: head };
      store.events.append({ session: null, at, type: "branch-switched", body });
    });
    return { head, done: `The workspace shows branch ${name}` };
  }),
};
