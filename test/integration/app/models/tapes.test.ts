import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTapes, type Tapes } from "#core/app/models/tapes.ts";
import type { Spend } from "#core/domain/spend.ts";
import { createAccount, type Account } from "#core/models/account.ts";
import { openStore, type Store } from "#core/store/store.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

const RESERVED: Spend = { calls: 1, inputTokens: 100, outputTokens: 50, usd: 0 };
const COST: Spend = { calls: 1, inputTokens: 10, outputTokens: 5, usd: 0 };
const call = () => ({ requestHash: "r", reserved: RESERVED, response: { text: "yes" } });

let made: ReturnType<typeof makeFolder>;
let store: Store;
let kept: Spend[];
let account: Account;
beforeEach(() => {
  made = makeFolder();
  store = openStore(join(made.folder, "workspace.sqlite"), { readOnly: false });
  kept = [];
});
afterEach(() => {
  store.close();
  made.remove();
});

function open(isRemote: boolean): Tapes {
  account = createAccount();
  return openTapes(store, { isRemote, account, keepSpent: () => void kept.push(account.state().paid) });
}
const calls = (): readonly number[] => kept.map((sum) => sum.calls);

describe("[M13] the tape", () => {
  it("holds each call of a run that leaves this process, before its answer is used", () => {
    const { runTape } = open(true);
    runTape.put("run-a/1", call, COST);
    expect([store.modelCalls.find("run-a/1")?.response, calls()]).toEqual([{ text: "yes" }, [1]]);
  });

  it("holds no call of a run that is answered here: it is not even asked for", () => {
    const { runTape } = open(false);
    runTape.put("run-a/1", () => expect.fail("nobody keeps it"), COST);
    expect(store.modelCalls.find("run-a/1")).toBeNull();
  });

  it("holds what is asked outside of runs, wherever it is answered", () => {
    const { tape } = open(false);
    tape.put("session/1/1/reflect/1", call, COST);
    expect([store.modelCalls.find("session/1/1/reflect/1")?.response, calls()]).toEqual([
      { text: "yes" },
      [1],
    ]);
  });

  it("an older one that holds calls of runs is read", () => {
    store.atomic(() => store.modelCalls.put("run-a/1", call()));
    expect(open(false).runTape.find("run-a/1")).toEqual(call());
  });
});

describe("[M13] the sum that is kept", () => {
  it("is of runs on record and of nothing that is still going, so that a death counts no call twice", () => {
    const { tape, runTape } = open(false);
    runTape.put("run-a/1", call, COST);
    runTape.drop("run-b/1", COST);
    runTape.put("run-a/2", call, COST);
    expect(calls()).toEqual([]);
    runTape.endRun("run-a", "run-a");
    tape.put("session/1/1/reflect/1", call, COST);
    runTape.endRun("run-b", null);
    expect(calls()).toEqual([2, 3, 4]);
  });

  it("counts a run once, also when the transaction that keeps it is done again", () => {
    const { runTape } = open(false);
    runTape.put("run-a/1", call, COST);
    runTape.endRun("run-a", "run-a");
    runTape.endRun("run-a", "run-a");
    expect(calls()).toEqual([1, 1]);
  });
});
