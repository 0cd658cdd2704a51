import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json, JsonObject } from "#core/base/json.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { outcomeOf } from "#test/support/asked-as.ts";
import { builtinContent, memoryContent, promptContent } from "#test/support/contents.ts";
import { dumpRows } from "#test/support/raw-database.ts";
import {
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

/** Edits of several resources at once, in any order, and what people get wrong about each. */
const { folder, remove } = makeFolder();
let desk: TestWorkspace;
beforeAll(async () => {
  desk = openTestWorkspace(await makeOrderDesk(folder));
});
afterAll(async () => {
  await desk.close();
  remove();
});

const RULES = "/messages/0/sections/0/text";
const change = (...edits: readonly AskedEdit[]) =>
  outcomeOf(desk.client.resources.change({ edits: [...edits], message: "By hand" }));
const contentOf = async (resource: ResourceKey, at = "head"): Promise<JsonObject> =>
  (await desk.client.resources.show({ resource, at })).content as JsonObject;
const stateOf = async (resource: ResourceKey) => (await desk.client.resources.show({ resource })).state;
const register = (resource: ResourceKey, content: Json): AskedEdit => ({
  type: "register",
  resource,
  content,
});
const step = (resource: ResourceKey, name: "deprecate" | "unregister" | "reactivate"): AskedEdit => ({
  type: "step",
  resource,
  step: name,
});
const lock = (text: string): AskedEdit => ({ type: "lock", resource: "prompt/solver", pointer: RULES, text });

/** An agent with a prompt of its own. */
async function agentOn(prompt: string): Promise<Json> {
  return { ...(await contentOf("agent/solver")), prompt, inputs: ["message"] };
}

describe("[R33] the resources of one request may be named in any order", () => {
  it("an agent before its prompt, a part before it is there, a step before what takes it", async () => {
    const done = await change(
      { type: "attach", resource: "agent/early", part: "tool/late" },
      step("agent/early", "deprecate"),
      register("agent/early", await agentOn("late")),
      register("prompt/late", promptContent()),
      register("tool/late", builtinContent()),
    );
    expect(done).toMatchObject({ code: "done", answer: { changes: [{ lifecycle: "deprecated" }, {}, {}] } });
    expect(await contentOf("agent/early")).toMatchObject({ tools: ["calculator", "done", "late"] });
  });

  it("what is used is not retired alone, and who uses it is named; with its users it is", async () => {
    const alone = await change(step("prompt/late", "unregister"));
    expect(alone).toMatchObject({
      code: "interface-broken",
      message: expect.stringContaining("agent/early"),
    });
    const both = await change(step("prompt/late", "unregister"), step("agent/early", "unregister"));
    expect(both.code).toBe("done");
  });

  it("what comes back needs its parts, in the same change at the latest", async () => {
    const alone = await change(step("agent/early", "reactivate"));
    expect(alone).toMatchObject({
      code: "interface-broken",
      message: expect.stringMatching(/agent\/early would no longer work: prompt\/late is archived/),
    });
    const both = await change(step("agent/early", "reactivate"), step("prompt/late", "reactivate"));
    expect([both.code, await stateOf("agent/early")]).toEqual(["done", "active"]);
  });

  it("what is archived is changed after it is back, and says so", async () => {
    const retire = step("memory/old", "unregister");
    // Nothing could take that back.
    expect((await change(register("memory/old", memoryContent()), retire)).code).toBe("lifecycle-illegal");
    await change(register("memory/old", memoryContent()));
    await change(retire);
    const edit: AskedEdit = {
      type: "set-variables",
      resource: "memory/old",
      values: [{ pointer: "/description", value: "Old." }],
    };
    expect(await change(edit)).toMatchObject({
      code: "lifecycle-illegal",
      message: expect.stringContaining("archived"),
    });
    expect((await change(step("memory/old", "reactivate"), edit)).code).toBe("done");
  });

  it("renamed placeholders go with the schema and with what the agent's tasks bring, in one change", async () => {
    const renamed = JSON.parse(
      JSON.stringify(promptContent())
        .replaceAll('"message"', '"letter"')
        .replaceAll("{{message}}", "{{letter}}"),
    ) as Json;
    const prompt: AskedEdit = { type: "update", resource: "prompt/late", content: renamed };
    expect(await change(prompt)).toMatchObject({
      code: "interface-broken",
      message: expect.stringContaining("{{letter}}"),
    });
    const agent = { ...(await contentOf("agent/early")), inputs: ["letter"] };
    expect((await change(prompt, { type: "update", resource: "agent/early", content: agent })).code).toBe(
      "done",
    );
  });
});

describe("[R35] copies", () => {
  it("are in use, name the version that they are of, and go their own way", async () => {
    const { version } = await desk.client.resources.show({ resource: "prompt/solver" });
    expect((await change({ type: "copy", resource: "prompt/mine", from: "prompt/solver" })).code).toBe(
      "done",
    );
    expect(await contentOf("prompt/mine")).toMatchObject({
      metadata: { copiedFrom: { resource: "prompt/solver", version } },
    });
    expect(await stateOf("prompt/mine")).toBe("active");
  });

  it("may be of what is archived, and of a version that is not in force any more", async () => {
    const first = (await desk.client.resources.versions({ resource: "memory/old" })).at(-1)!;
    await change(step("memory/old", "unregister"));
    const edit = { type: "copy", from: "memory/old", version: first.version } as const;
    expect((await change({ ...edit, resource: "memory/young" })).code).toBe("done");
    expect(await contentOf("memory/young")).toMatchObject({ description: "What the desk remembers." });
  });

  it.each<readonly [string, AskedEdit, string]>([
    ["another kind", { type: "copy", resource: "tool/mine", from: "prompt/solver" }, "identity-changed"],
    [
      "a name that is taken",
      { type: "copy", resource: "prompt/mine", from: "prompt/solver" },
      "resource-exists",
    ],
    [
      "what is not there",
      { type: "copy", resource: "prompt/new", from: "prompt/nobody" },
      "resource-missing",
    ],
    [
      "a version of nothing",
      { type: "copy", resource: "prompt/new", from: "prompt/solver", version: "f".repeat(64) },
      "not-found",
    ],
  ])("cannot be of or under %s", async (_what, edit, code) => {
    expect((await change(edit)).code).toBe(code);
  });
});

describe("masks and locks", () => {
  const mask = (pointer: string): AskedEdit => ({
    type: "mask",
    resource: "prompt/solver",
    pointer,
    learnable: true,
  });

  it.each(["/messages/9/sections/0/text", "/inputSchema", "/mask/0/learnable", "/__proto__/x", "/"])(
    "[R31] a mask on %s, which is no variable, says which there are",
    async (pointer) => {
      const { client } = desk;
      const preview = await client.resources.previewChange({ edits: [mask(pointer)] });
      expect(preview.refusal).toMatchObject({ code: "not-found", hint: expect.stringContaining(RULES) });
      expect((await change(mask(pointer))).code).toBe("not-found");
    },
  );

  it("[R31] an entry for a section that went with the same update is refused by name, as is a second for one", async () => {
    const content = promptContent();
    const [system, user] = content["messages"] as readonly [JsonObject, JsonObject];
    const [role] = system["sections"] as readonly [Json];
    const without = { ...content, messages: [{ ...system, sections: [role] }, user] };
    expect(await change(register("prompt/odd", without))).toMatchObject({
      code: "content-invalid",
      message: expect.stringContaining("/messages/0/sections/1/text"),
    });
    const twice = { pointer: "/description", learnable: true };
    const doubled = promptContent({ mask: [twice, { ...twice, learnable: false }] });
    expect((await change(register("prompt/odd", doubled))).code).toBe("content-invalid");
  });

  it("[R31] a place that its kind has and the resource does not use yet may be spoken of", async () => {
    const agent = {
      ...(await contentOf("agent/early")),
      mask: [{ pointer: "/sampling/topP", learnable: true }],
    };
    expect((await change({ type: "update", resource: "agent/early", content: agent })).code).toBe("done");
  });

  it("a text is locked as it stands there, and once", async () => {
    expect(await change(lock("Solve the question"))).toMatchObject({ code: "done" });
    expect((await change(lock("Solve the question"))).code).toBe("nothing-to-commit");
    const text = String(
      (await desk.client.resources.show({ resource: "prompt/solver" })).variables[1]?.value,
    );
    for (const beyond of [`${text}!`, `${text.slice(-5)} `, "solve the question"])
      expect((await change(lock(beyond))).code).toBe("not-found");
  });

  it("an unlock names the locks that there are, and lifts one that there is", async () => {
    const unlock = (text: string): AskedEdit => ({ ...lock(text), type: "unlock" }) as AskedEdit;
    const preview = await desk.client.resources.previewChange({ edits: [unlock("Solve")] });
    expect(preview.refusal).toMatchObject({ code: "not-found", hint: 'Locked there: "Solve the question".' });
    expect((await change(unlock("Solve the question"))).code).toBe("done");
  });

  it("a limit below what stands there is refused with both figures", async () => {
    const tight = { ...mask(RULES), maxTokens: 3 } as AskedEdit;
    expect(await change(tight)).toMatchObject({
      code: "constraint-violated",
      message: expect.stringContaining("over its limit of 3"),
    });
  });
});

describe("what was read", () => {
  it("is held against what is in force, of whatever the change names; of what is not there nothing can have been", async () => {
    const edits = [{ ...lock("Hand in"), type: "lock" } as AskedEdit];
    const read = (versions: Record<string, string>) =>
      outcomeOf(desk.client.resources.change({ edits, read: versions, message: "By hand" }));
    expect((await read({ "prompt/solver": "0".repeat(64) })).code).toBe("head-moved");
    expect((await read({ "tool/done": "0".repeat(64) })).code).toBe("head-moved");
    expect((await read({ "prompt/nobody": "0".repeat(64) })).code).toBe("resource-missing");
    const { version } = await desk.client.resources.show({ resource: "prompt/solver" });
    expect((await read({ "prompt/solver": version })).code).toBe("done");
  });
});

it("[R11] code that does not build leaves no version behind, also not with the next change that is made", async () => {
  const path = `${desk.folder}/workspace.sqlite`;
  const before = dumpRows(path);
  const code = "export function run() { return 'never to be kept'; }";
  const calculator = { ...(await contentOf("tool/calculator")), code };
  const broken = await change({ type: "update", resource: "tool/calculator", content: calculator });
  expect([broken.code, dumpRows(path)]).toEqual(["build-failed", before]);
  await change(register("memory/next", memoryContent()));
  const texts = [...desk.store.versions.ids()].map((id) => JSON.stringify(desk.store.versions.get(id)));
  expect(texts.filter((text) => text.includes("never to be kept"))).toEqual([]);
});

describe("what takes an earlier version back", () => {
  const own = "prompt/restored";
  const at = { resource: own, pointer: RULES } as const;
  const set = (value: string): AskedEdit => ({
    type: "set-variables",
    resource: own,
    values: [{ pointer: RULES, value }],
  });

  it("[R11] opens no lock within one request, in whichever order, and goes on where the lock holds", async () => {
    await change(register(own, await contentOf("prompt/solver")));
    const { version } = await desk.client.resources.show({ resource: own });
    const restore: AskedEdit = { type: "restore", resource: own, version };
    const text = "question";
    expect((await change({ type: "lock", ...at, text })).code).toBe("done");
    for (const edits of [
      [restore, set("Anything goes.")],
      [restore, restore, set("Anything goes.")],
      [set("Anything goes."), restore, set("Anything goes.")],
    ])
      expect(await change(...edits)).toMatchObject({ code: "locked-region" });
    expect((await change(restore, set("Solve the question at once. Hand in a number."))).code).toBe("done");
    expect((await change(restore)).code).toBe("done");
  });

  it("a mask that says neither of its two is no change but a mistake", async () => {
    const edits = [{ type: "mask", resource: "prompt/restored", pointer: RULES }] as const;
    expect((await change(...edits)).code).toBe("input-invalid");
    const preview = await outcomeOf(desk.client.resources.previewChange({ edits: [...edits] }));
    expect(preview.code).toBe("input-invalid");
  });

  it("[R32] a key in what is said of a change is foretold as it is refused", async () => {
    const message = `See sk-${"a1".repeat(20)}`;
    const edits = [set("Solve the question now. Hand in a number.")];
    const done = await outcomeOf(desk.client.resources.change({ edits, message }));
    const { refusal } = await desk.client.resources.previewChange({ edits, message });
    expect([done.code, refusal?.code]).toEqual(["secret-in-content", "secret-in-content"]);
  });
});
