import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AppError } from "#core/base/app-error.ts";
import { dependenciesOf } from "#core/domain/dependencies.ts";
import { createSimulatedProvider } from "#core/practice/model/provider.ts";
import { prepareAgent, type PrepareOptions } from "#core/agents/prepare-agent.ts";
import type { RequestRules } from "#core/domain/request-rules.ts";
import type { Edit } from "#core/resources/edits.ts";
import { createView, viewAtCommit, type ResourceView } from "#core/resources/view.ts";
import { edited } from "#test/support/agent-bench.ts";
import { providerFor } from "#test/support/openai-client.ts";
import {
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

const { folder, remove } = makeFolder();
let desk: TestWorkspace;
let head: ResourceView;
let options: PrepareOptions;

beforeAll(async () => {
  desk = openTestWorkspace(await makeOrderDesk(folder));
  head = viewAtCommit(desk.store, desk.store.headBranch.commit());
  const { runtime } = desk.workspace.contextFor(desk.workspace.person);
  options = {
    provider: createSimulatedProvider({ sleep: async () => Promise.resolve() }),
    implementations: runtime.implementations,
  };
});
afterAll(async () => {
  await desk.close();
  remove();
});

function closureAt(view: ResourceView, changed: Partial<PrepareOptions> = {}): string {
  return prepareAgent(view, "agent/order-clerk", { ...options, ...changed }).closureId;
}

function set(resource: Edit["resource"], pointer: string, value: unknown): Edit {
  return { type: "set-variables", resource, values: [{ pointer, value: value as never }] };
}

/** Same content, one field changed, whatever the mask says: a person's edit of the whole. */
function replace(resource: Edit["resource"], change: (content: Record<string, unknown>) => object): Edit {
  const content = head.get(resource).resource.content as Record<string, unknown>;
  return { type: "update", resource, content: { ...content, ...change(content) } };
}

describe("[T6] the closure is the identity of what runs", () => {
  const INSIDE: readonly (readonly [what: string, edit: () => Edit])[] = [
    [
      "a rule of its prompt",
      () => set("prompt/order-clerk", "/messages/0/sections/2/text", "House rules:\nBe exact."),
    ],
    ["the code of a tool", () => replace("tool/calculator", ({ code }) => ({ code: `${String(code)}\n` }))],
    ["the time limit of a tool", () => replace("tool/calculator", () => ({ timeoutMs: 900 }))],
    [
      "a record of its memory",
      () =>
        set("memory/house-notes", "/records", [
          { id: "n1", type: "insight", text: "Mind the dozen.", importance: 0.5, provenance: {} },
        ]),
    ],
    [
      "its step limit",
      () =>
        replace("agent/order-clerk", ({ limits }) => ({ limits: { ...(limits as object), maxSteps: 7 } })),
    ],
    [
      "its temperature",
      () =>
        replace("agent/order-clerk", ({ sampling }) => ({
          sampling: { ...(sampling as object), temperature: 0.1 },
        })),
    ],
    [
      "which tools it has",
      () => replace("agent/order-clerk", () => ({ tools: ["calculator", "done", "todo"] })),
    ],
    ["its environments", () => replace("agent/order-clerk", () => ({ environments: ["desk-files"] }))],
  ];

  it.each(INSIDE)("another version of %s is another closure", (_what, edit) => {
    expect(closureAt(edited(desk, head, edit()))).not.toBe(closureAt(head));
  });

  it("says in full how the model was asked", () => {
    const view = edited(
      desk,
      head,
      replace("agent/order-clerk", ({ sampling }) => ({
        sampling: { ...(sampling as object), temperature: 0.1, maxOutputTokens: 77 },
      })),
    );
    const { closure, agent } = prepareAgent(view, "agent/order-clerk", options);
    expect(closure.model.sampling).toMatchObject({ temperature: 0.1, maxOutputTokens: 77 });
    expect(closure.model.sampling).toEqual(agent.content.sampling);
  });

  const OUTSIDE: readonly (readonly [what: string, edit: () => Edit])[] = [
    ["another agent's prompt", () => set("prompt/solver", "/messages/0/sections/0/text", "Solve it.")],
    ["an optimizer's prompt", () => replace("prompt/reflector", () => ({ description: "Looks back." }))],
    ["a tool it does not use", () => replace("tool/todo", () => ({ timeoutMs: 900 }))],
  ];

  it.each(OUTSIDE)("%s is not part of it", (_what, edit) => {
    expect(closureAt(edited(desk, head, edit()))).toBe(closureAt(head));
  });

  it("model, provider, endpoint and every implementation constant are part of it", () => {
    const { provider, implementations } = options;
    const here = providerFor({ baseUrl: "http://127.0.0.1:1/v1" });
    const model = { provider: "loopback", name: "m" };
    const variants = [
      closureAt(head),
      closureAt(head, { model: { provider: "simulated", name: "desk-2" } }),
      closureAt(head, { provider: here, model }),
      closureAt(head, { provider: here, model: { ...model, name: "n" } }),
      closureAt(head, { provider: providerFor({ baseUrl: "http://127.0.0.1:2/v1" }), model }),
      closureAt(head, { provider: providerFor({ baseUrl: "http://127.0.0.1:1/other/v1" }), model }),
      closureAt(head, { provider: { ...provider, implementation: "simulated/next" } }),
      ...["runtime", "tools", "builtin:done", "memory:session"].map((name) =>
        closureAt(head, { implementations: { ...implementations, [name]: "next" } }),
      ),
    ];
    expect(new Set(variants).size).toBe(variants.length);
  });

  it("[M20] how requests differ from the usual ones is part of it where they do, and of no closure from before", () => {
    const model = { provider: "loopback", name: "m" };
    const under = (rules: RequestRules | undefined) => {
      const { rules: _none, ...usual } = providerFor({ baseUrl: "http://127.0.0.1:1/v1" });
      return { provider: rules === undefined ? usual : { ...usual, rules }, model };
    };
    const closureUnder = (rules?: RequestRules) => closureAt(head, under(rules));
    const usual = prepareAgent(head, "agent/order-clerk", {
      ...options,
      ...under(undefined),
    });
    expect(usual.closure.model).not.toHaveProperty("request");
    expect(usual.closureId).toBe(closureUnder());
    // Its requests are the same: an agent asks for no form, and says nothing that it does not say.
    expect(closureUnder({ structured: "words", omit: ["top_p", "response_format"] })).toBe(usual.closureId);
    const differing: readonly RequestRules[] = [
      { omit: ["seed"] },
      { omit: ["temperature"] },
      { rename: { max_tokens: "max_completion_tokens" } },
      { set: { temperature: 1 } },
      { roles: "no-system" },
      { schemas: "plain" },
    ];
    const closures = [usual.closureId, ...differing.map(closureUnder)];
    expect(new Set(closures).size).toBe(closures.length);
    const told = prepareAgent(head, "agent/order-clerk", {
      ...options,
      ...under({ omit: ["seed"] }),
    });
    expect(told.closure.model.request).toEqual({ omit: ["seed"] });
  });

  it("the constant of a builtin or an environment is part of it only for an agent that uses it", () => {
    const usesBoth = () => ({ tools: ["calculator", "done", "todo"], environments: ["desk-files"] });
    const wider = edited(desk, head, replace("agent/order-clerk", usesBoth));
    const { implementations } = options;
    for (const name of ["builtin:todo", "environment:filesystem"]) {
      const changed = { implementations: { ...implementations, [name]: "next" } };
      expect(closureAt(head, changed)).toBe(closureAt(head));
      expect(closureAt(wider, changed)).not.toBe(closureAt(wider));
    }
  });

  it("names each version that can be reached from it, and no part that the runtime's constant has always stood for", () => {
    const { closure } = prepareAgent(head, "agent/order-clerk", options);
    const used = dependenciesOf(head.get("agent/order-clerk").resource);
    expect(Object.keys(closure.versions)).toEqual(["agent/order-clerk", ...used].toSorted());
    expect(Object.keys(closure.implementations).toSorted()).toEqual([
      "builtin:done",
      "memory:session",
      "provider:simulated",
      "runtime",
      "tools",
    ]);
  });

  it("the constant of a loop is part of it for the agents that run in it, once it is another than at first", () => {
    const next = { implementations: { ...options.implementations, "loop:tool-calling": "tool-calling/2" } };
    const other = { implementations: { ...options.implementations, "loop:chat": "chat/2" } };
    expect(closureAt(head, next)).not.toBe(closureAt(head));
    expect(closureAt(head, other)).toBe(closureAt(head));
  });

  it("the same state gives the same closure from another view of it", () => {
    expect(closureAt(viewAtCommit(desk.store, desk.store.headBranch.commit()))).toBe(closureAt(head));
  });
});

describe("what may not run is refused before it does", () => {
  const codeOf = (act: () => unknown): string => {
    try {
      act();
      return "none";
    } catch (error) {
      return (error as AppError).code;
    }
  };

  it("an agent that is not there, and a resource that is no agent", () => {
    expect(codeOf(() => prepareAgent(head, "agent/nobody", options))).toBe("resource-missing");
    expect(codeOf(() => prepareAgent(head, "tool/done", options))).toBe("input-invalid");
  });

  it.each(["archived", "failed"] as const)("an agent whose tool is %s", (lifecycle) => {
    const done = head.state.get("tool/done");
    const state = new Map([
      ...head.state,
      ["tool/done", { version: done?.version ?? "", lifecycle }] as const,
    ]);
    const view = createView(desk.store, state);
    expect(codeOf(() => prepareAgent(view, "agent/order-clerk", options))).toBe("lifecycle-illegal");
  });
});
