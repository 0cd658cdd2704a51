import { expect, it } from "vitest";
import { chooseAgent } from "#core/app/defaults.ts";
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
