import { expect, it } from "vitest";
import { createAppStore } from "#renderer/store/app-store.ts";
import { retryFailed } from "#renderer/store/retry-failed.ts";
import { uiStrings } from "#renderer/strings/ui.ts";

it("of several answers that are shown as one, those that failed are read again, whichever they are", () => {
  const store = createAppStore({ read: () => null, write: () => undefined });
  const problem = { code: "unreachable", ...uiStrings.connectionBroke } as const;
  const read = { data: 1, problem: undefined, isReading: false };
  store.setState({ snapshots: { first: read, second: { ...read, problem }, other: { ...read, problem } } });
  const retried: string[] = [];
  retryFailed({ store, queries: { retry: (key) => void retried.push(key) } }, ["first", "second", "unread"]);
  expect(retried).toEqual(["second"]);
});
