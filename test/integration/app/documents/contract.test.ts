import { describe, expect, it } from "vitest";
import { listContract } from "#core/app/documents/contract.ts";
import { writeContract } from "#core/app/documents/contract-text.ts";
import { eachRegistry } from "#test/support/each-registry.ts";
import { builtinContent } from "#test/support/contents.ts";
import { set } from "#test/support/house-edits.ts";

const registry = eachRegistry();
const contractAt = (commit: string) => listContract(registry().store, commit);
const entryOf = (resource: string) =>
  contractAt(registry().store.headBranch.commit()).find((entry) => entry.resource === resource);

describe("[V27] the contract", () => {
  it("lists every resource by kind and name, and is the same text for the same commit", () => {
    const { first, store } = registry();
    const keys = contractAt(first.id).map(({ resource }) => resource);
    expect(keys.toSorted()).toEqual([...registry().view().list()].toSorted());
    expect(keys.map((key) => key.split("/")[0])).toEqual(
      ["prompt", "agent", "tool", "environment", "memory"].flatMap((kind) =>
        keys.filter((key) => key.startsWith(kind)).map(() => kind),
      ),
    );
    const text = writeContract(contractAt(first.id), first.id);
    registry().commit("Else", { type: "step", resource: "memory/notes", step: "deprecate" });
    expect(writeContract(contractAt(first.id), first.id)).toBe(text);
    expect(writeContract(contractAt(store.headBranch.commit()), first.id)).not.toBe(text);
  });

  it("says of an agent's inputs what its prompt takes, and what of its parts is not in use", () => {
    const agent = entryOf("agent/clerk");
    const prompt = entryOf("prompt/clerk");
    expect(agent?.actions[0]?.inputs.length).toBeGreaterThan(0);
    expect(agent?.actions[0]?.inputs).toEqual(
      expect.arrayContaining(
        (prompt?.actions[0]?.inputs ?? []).map(({ name, schema }) => ({
          name,
          schema,
          required: true,
        })),
      ),
    );
    expect(agent?.preconditions).toContain("prompt/clerk must be in use; it is active");
    registry().commit("Out", { type: "step", resource: "memory/notes", step: "deprecate" });
    expect(entryOf("memory/notes")?.preconditions[0]).toMatch(/^it is on its way out/);
  });

  it("says that what is not built must be built, and what is retired brought back", () => {
    registry().commit(
      "Two",
      { type: "register", resource: "tool/new", content: builtinContent() },
      { type: "register", resource: "tool/old", content: builtinContent() },
    );
    registry().commit("One less", { type: "step", resource: "tool/old", step: "unregister" });
    expect(entryOf("tool/new")?.preconditions).toEqual([expect.stringMatching(/^it is not built yet/)]);
    expect(entryOf("tool/old")?.preconditions).toEqual([expect.stringMatching(/^it is retired/)]);
  });

  it("tells what an agent and a tool may use up", () => {
    registry().commit("Steps", set("agent/clerk", "/limits/maxSteps", 3));
    expect(entryOf("agent/clerk")?.limits).toContain("at most 3 steps");
    expect(entryOf("tool/adder")?.limits[0]).toMatch(/^at most \d+ ms for each call$/);
  });
});
