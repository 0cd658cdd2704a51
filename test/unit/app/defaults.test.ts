import { expect, it } from "vitest";
import { chooseAgent, refuseBothUnclear } from "#core/app/defaults.ts";
import type { HostContext } from "#core/app/context.ts";
import type { Lifecycle } from "#core/domain/lifecycle.ts";
import { createView } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";

/** Only what is asked where an agent is chosen: where each stands. */
const context = { config: {} } as unknown as HostContext;
const store = {} as unknown as Store;

function viewOf(agents: Readonly<Record<string, Lifecycle>>) {
  const entries = Object.entries(agents).map(([name, lifecycle]) => {
    return [`agent/${name}`, { version: name, lifecycle }] as const;
  });
  return createView(store, new Map(entries));
}

it.each(["archived", "failed"] as const)(
  "an agent that is %s is no longer one that may be meant",
  (state) => {
    const view = viewOf({ clerk: state, other: "active" });
    expect(chooseAgent(context, view, undefined)).toBe("agent/other");
    expect(() => chooseAgent(context, viewOf({ clerk: state }), undefined)).toThrow(
      expect.objectContaining({ hint: "This workspace has no agent." }),
    );
  },
);

it("one that is deprecated may still be meant, and of two none is", () => {
  const view = viewOf({ clerk: "deprecated", other: "active", old: "archived" });
  expect(() => chooseAgent(context, view, undefined)).toThrow(
    expect.objectContaining({ hint: "Name one: clerk, other." }),
  );
});

it.each([
  [
    ["clerk", "other"],
    ["sums", "mails"],
    {},
    "Name an agent, of clerk, other, and a dataset, of sums, mails.",
  ],
  [["clerk", "other"], ["sums", "mails"], { agent: "clerk" }, null],
  [["clerk", "other"], ["sums"], {}, null],
  [["clerk"], ["sums", "mails"], {}, null],
] as const)("[C38] of agents %j and datasets %j, with %j said, both are asked for at once: %j", (...row) => {
  const [agents, datasets, named, hint] = row;
  const list = () => datasets.map((name) => ({ name }));
  const data = { datasets: { list, find: () => null }, audit: { ofType: () => [] } };
  const here = { config: {}, store: data } as unknown as HostContext; // Only what is asked where data is chosen.
  const ask = () => {
    refuseBothUnclear(here, viewOf(Object.fromEntries(agents.map((name) => [name, "active"]))), named);
  };
  if (hint === null) expect(ask).not.toThrow();
  else expect(ask).toThrow(expect.objectContaining({ hint, way: "name-both" }));
});
