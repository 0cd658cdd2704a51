import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { CommitDocument } from "#core/contract/shapes.ts";
import { createAppStore } from "#renderer/store/app-store.ts";
import { createCommitReader } from "#renderer/store/commit-reader.ts";

type Asked = { readonly ids: readonly string[] };

/** A host that answers as it is told to, and a reader that asks it. */
function setUp() {
  const store = createAppStore({ read: () => null, write: () => undefined });
  const asked: Array<readonly string[]> = [];
  let isBroken = false;
  const commits = async ({ ids }: Asked): Promise<readonly CommitDocument[]> => {
    asked.push(ids);
    if (isBroken) throw new DOMException("[AsyncIdQueue] Queue[7] was closed", "AbortError");
    return await Promise.resolve(ids.map((id) => ({ id }) as CommitDocument));
  };
  const client = { history: { commits } } as unknown as WorkspaceClient; // The one question that it asks.
  return {
    reader: createCommitReader(store, client),
    asked,
    breakOff: (to: boolean): void => void (isBroken = to),
    known: () => [...store.getState().commits.keys()],
    problem: () => store.getState().commitsProblem,
    settle: async () => await vi.advanceTimersByTimeAsync(100),
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("what is wanted within one turn is one question, and nothing is asked twice", async () => {
  const { reader, asked, known, settle } = setUp();
  reader.want(["a"]);
  reader.want(["b", "a"]);
  await settle();
  reader.want(["a", "b"]);
  await settle();
  expect([asked, known()]).toEqual([[["a", "b"]], ["a", "b"]]);
});

it("no question is for more than the host answers at once", async () => {
  const { reader, asked, settle } = setUp();
  reader.want(Array.from({ length: 1201 }, (_, at) => `commit-${at}`));
  await settle();
  expect(asked.map(({ length }) => length)).toEqual([500, 500, 201]);
});

it("what could not be read stays wanted: it is asked for again, and only then is all well", async () => {
  const { reader, asked, breakOff, known, problem, settle } = setUp();
  breakOff(true);
  reader.want(["a", "b"]);
  await settle();
  expect(problem()?.code).toBe("unreachable");
  expect(problem()?.message).not.toContain("AsyncIdQueue");
  breakOff(false);
  // Another that is read does not make good what was not.
  reader.want(["c"]);
  await settle();
  expect([known(), problem()?.code]).toEqual([["c"], "unreachable"]);
  reader.retry();
  await settle();
  expect([known(), problem()]).toEqual([["c", "a", "b"], undefined]);
  reader.retry();
  await settle();
  expect(asked).toHaveLength(3);
});
