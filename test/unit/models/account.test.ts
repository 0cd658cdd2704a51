import { expect, it } from "vitest";
import { NO_SPEND, type Spend } from "#core/domain/spend.ts";
import { createAccount } from "#core/models/account.ts";

const spendOf = (calls: number): Spend => ({ calls, inputTokens: 10 * calls, outputTokens: calls, usd: 0 });
const run = (id: string, calls: number) => ({ id, spend: spendOf(calls) });

it("[R24] a run counts when it is taken for the first time, and is paid for when it is made", () => {
  const account = createAccount();
  account.pay(spendOf(2));
  account.keepRun("a");
  expect(account.state()).toEqual({ spend: NO_SPEND, paid: spendOf(2), ahead: ["a"] });
  expect(account.take(run("a", 2))).toEqual(spendOf(2));
  expect(account.take(run("a", 2))).toEqual(NO_SPEND);
  expect(account.state()).toEqual({ spend: spendOf(2), paid: spendOf(2), ahead: [] });
});

it("[R24] what somebody else paid for counts nothing, and what was called off is paid for and not counted", () => {
  const account = createAccount();
  expect(account.take(run("theirs", 5))).toEqual(NO_SPEND);
  account.pay(spendOf(1));
  account.count(spendOf(3));
  expect(account.state()).toEqual({ spend: spendOf(3), paid: spendOf(4), ahead: [] });
});

it("[R24] after a death a run that was taken counts no more, and one that was ahead counts when it is taken", () => {
  const before = createAccount();
  for (const id of ["a", "b"]) {
    before.pay(spendOf(2));
    before.keepRun(id);
  }
  before.take(run("a", 2));
  const after = createAccount(before.state());
  expect(after.take(run("a", 2))).toEqual(NO_SPEND);
  expect(after.take(run("b", 2))).toEqual(spendOf(2));
  expect(after.state()).toEqual({ spend: spendOf(4), paid: spendOf(4), ahead: [] });
});

it("a run that is written again is not ahead again", () => {
  const account = createAccount();
  account.pay(spendOf(2));
  account.keepRun("a");
  account.take(run("a", 2));
  account.keepRun("a");
  expect(account.take(run("a", 2))).toEqual(NO_SPEND);
});
